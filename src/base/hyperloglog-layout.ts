/**
 * The head of a HyperLogLog string, as Redis lays it out, so that the strings are interchangeable.
 *
 *     0        4          5        8                           16
 *     | "HYLL" | encoding | unused | cached cardinality, 8 LE  | registers …
 *
 * Encoding 0 is dense: 16,384 registers of 6 bits each. Encoding 1 is sparse: run lengths. The
 * highest bit of the cached cardinality, set, says that it is out of date. Functions take the
 * offset at which the string starts.
 */

export const HLL_REGISTER_COUNT = 16_384;
export const HLL_HEADER_SIZE = 16;
export const HLL_DENSE_SIZE = HLL_HEADER_SIZE + (HLL_REGISTER_COUNT * 6) / 8;
export const HLL_DENSE = 0;
export const HLL_SPARSE = 1;

const MAGIC = [0x48, 0x59, 0x4c, 0x4c];
const ENCODING_OFFSET = 4;
const CARDINALITY_OFFSET = 8;
const CARDINALITY_LAST = 15;
const STALE_BIT = 0x80;

/**
 * True if bytes[start, end) look like a HyperLogLog: the magic, a known encoding and, if dense, the
 * right size. Whether sparse runs add up shows only when they are read.
 */
export function isHyperLogLog(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < HLL_HEADER_SIZE) return false;
  for (let index = 0; index < MAGIC.length; index++) {
    if (bytes[start + index] !== MAGIC[index]) return false;
  }
  const encoding = bytes[start + ENCODING_OFFSET];
  if (encoding === HLL_DENSE) return end - start === HLL_DENSE_SIZE;
  return encoding === HLL_SPARSE;
}

export function isDense(bytes: Uint8Array, start: number): boolean {
  return bytes[start + ENCODING_OFFSET] === HLL_DENSE;
}

export function setEncoding(bytes: Uint8Array, start: number, encoding: number): void {
  bytes[start + ENCODING_OFFSET] = encoding;
}

/** Writes a head with a valid cached cardinality of zero. */
export function writeHeader(bytes: Uint8Array, start: number, encoding: number): void {
  bytes.fill(0, start, start + HLL_HEADER_SIZE);
  bytes.set(MAGIC, start);
  setEncoding(bytes, start, encoding);
}

export function hasCachedCardinality(bytes: Uint8Array, start: number): boolean {
  return (bytes[start + CARDINALITY_LAST] & STALE_BIT) === 0;
}

/**
 * The cached cardinality, to be asked for only if there is one. A bigint, since a client may have
 * written any number of 63 bits there.
 */
export function cachedCardinality(bytes: Uint8Array, start: number): bigint {
  const low = wordAt(bytes, start + CARDINALITY_OFFSET);
  const high = wordAt(bytes, start + CARDINALITY_OFFSET + 4);
  return (BigInt(high) << 32n) | BigInt(low);
}

function wordAt(bytes: Uint8Array, at: number): number {
  const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
  return word >>> 0;
}

/** Caches a cardinality; a negative one has the bit set that says it is stale. */
export function storeCardinality(bytes: Uint8Array, start: number, cardinality: bigint): void {
  const low = Number(BigInt.asUintN(32, cardinality));
  const high = Number(BigInt.asUintN(32, cardinality >> 32n));
  for (let index = 0; index < 4; index++) {
    bytes[start + CARDINALITY_OFFSET + index] = low >>> (8 * index);
    bytes[start + CARDINALITY_OFFSET + 4 + index] = high >>> (8 * index);
  }
}

export function dropCachedCardinality(bytes: Uint8Array, start: number): void {
  bytes[start + CARDINALITY_LAST] |= STALE_BIT;
}
