/**
 * CRC-16/XMODEM (polynomial 0x1021, no reflection, from 0) and the hash slot of a key: the CRC of
 * its hash tag modulo 16,384. Source: the Redis Cluster specification.
 */

export const HASH_SLOT_COUNT = 16_384;

const POLYNOMIAL = 0x1021;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const TABLE = buildTable();

function buildTable(): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? POLYNOMIAL : 0);
    return crc;
  });
}

/** The checksum of bytes[start, end), from 0 to 65,535. */
export function crc16(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let at = start; at < end; at++) {
    crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ bytes[at]];
  }
  return crc;
}

/**
 * The hash slot of a key. Only what stands between the first brace and the next closing one counts
 * if both are there and something is between them; otherwise the whole key does.
 */
export function hashSlot(bytes: Uint8Array, start: number, end: number): number {
  let open = start;
  while (open < end && bytes[open] !== OPEN) open++;
  let close = open + 1;
  while (close < end && bytes[close] !== CLOSE) close++;
  const hasTag = close < end && close > open + 1;
  const crc = hasTag ? crc16(bytes, open + 1, close) : crc16(bytes, start, end);
  return crc & (HASH_SLOT_COUNT - 1);
}
