/**
 * Integers as values: a length byte and as many bytes as the number needs, little-endian two's
 * complement. Zero has no bytes.
 */
const TWO_32 = 2 ** 32;
const BYTE_RANGE = 256;

/** Bytes of a safe integer behind its length byte. */
export function integerWidth(value: number): number {
  if (value === 0) return 0;
  let width = 1;
  let limit = 128;
  while (value < -limit || value >= limit) {
    width++;
    limit *= BYTE_RANGE;
  }
  return width;
}

/** Writes a safe integer at `at`, length byte first; `width` is what integerWidth says. */
export function writeStoredInteger(
  bytes: Uint8Array,
  at: number,
  value: number,
  width: number,
): void {
  bytes[at] = width;
  const low = value | 0;
  const high = Math.floor(value / TWO_32);
  for (let i = 0; i < width && i < 4; i++) bytes[at + 1 + i] = low >>> (8 * i);
  for (let i = 4; i < width; i++) bytes[at + 1 + i] = high >>> (8 * (i - 4));
}

/** The integer stored at `at`; NaN if it is beyond ±(2^53 − 1). */
export function readStoredInteger(bytes: Uint8Array, at: number): number {
  const width = bytes[at];
  if (width === 0) return 0;
  if (width <= 4) {
    let value = 0;
    for (let i = 0; i < width; i++) value |= bytes[at + 1 + i] << (8 * i);
    const unused = 32 - 8 * width;
    return (value << unused) >> unused;
  }
  let low = 0;
  let high = 0;
  for (let i = 0; i < 4; i++) low |= bytes[at + 1 + i] << (8 * i);
  for (let i = 4; i < width; i++) high |= bytes[at + 1 + i] << (8 * (i - 4));
  const unused = 64 - 8 * width;
  const value = ((high << unused) >> unused) * TWO_32 + (low >>> 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/** Bytes of a 64-bit integer behind its length byte where it is not a safe one. */
export const BIG_WIDTH = 8;

/** Writes any 64-bit integer at `at`, in full width. */
export function writeStoredBigInteger(bytes: Uint8Array, at: number, value: bigint): void {
  bytes[at] = BIG_WIDTH;
  let left = BigInt.asUintN(64, value);
  for (let i = 0; i < BIG_WIDTH; i++) {
    bytes[at + 1 + i] = Number(left & 0xffn);
    left >>= 8n;
  }
}

/** The integer stored at `at`, of any size. */
export function readStoredBigInteger(bytes: Uint8Array, at: number): bigint {
  const safe = readStoredInteger(bytes, at);
  if (!Number.isNaN(safe)) return BigInt(safe);
  let value = 0n;
  for (let i = BIG_WIDTH; i >= 1; i--) value = (value << 8n) | BigInt(bytes[at + i]);
  return BigInt.asIntN(64, value);
}
