/**
 * MurmurHash64A (Austin Appleby) with the seed that Redis's HyperLogLog uses, on 32-bit halves: a
 * 64-bit product is made of 16-bit pieces, so that no bigint is made per element.
 */

const MULTIPLIER_HIGH = 0xc6a4a793 | 0;
const MULTIPLIER_LOW = 0x5bd1e995;
const MULTIPLIER_LOW_UPPER = MULTIPLIER_LOW >>> 16;
const MULTIPLIER_LOW_LOWER = MULTIPLIER_LOW & 0xffff;
const SEED = 0xadc83b19 | 0;
/** The shift by 47 bits moves the high half down by this and leaves nothing in it. */
const SHIFT_WITHIN_HIGH = 47 - 32;

/** The halves of the last hash, as signed 32-bit integers. */
export const MURMUR64 = { high: 0, low: 0 };

/** Hashes bytes[start, end) into MURMUR64. */
export function murmur64(bytes: Uint8Array, start: number, end: number): void {
  const length = end - start;
  let low = Math.imul(length, MULTIPLIER_LOW) ^ SEED;
  let high = productHigh(0, length);
  let at = start;
  for (const limit = end - 7; at < limit; at += 8) {
    const low0 = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    const high0 =
      bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
    const high1 = productHigh(high0, low0);
    const low1 = Math.imul(low0, MULTIPLIER_LOW) ^ (high1 >>> SHIFT_WITHIN_HIGH);
    high ^= productHigh(high1, low1);
    low ^= Math.imul(low1, MULTIPLIER_LOW);
    high = productHigh(high, low);
    low = Math.imul(low, MULTIPLIER_LOW);
  }
  if (at < end) {
    for (let index = end - at - 1; index >= 0; index--) {
      const byte = bytes[at + index];
      if (index < 4) low ^= byte << (8 * index);
      else high ^= byte << (8 * index - 32);
    }
    high = productHigh(high, low);
    low = Math.imul(low, MULTIPLIER_LOW);
  }
  low ^= high >>> SHIFT_WITHIN_HIGH;
  high = productHigh(high, low);
  low = Math.imul(low, MULTIPLIER_LOW);
  MURMUR64.high = high;
  MURMUR64.low = low ^ (high >>> SHIFT_WITHIN_HIGH);
}

/** The high half of the product, modulo 2^64, of a 64-bit integer and the multiplier. */
function productHigh(high: number, low: number): number {
  const lower = low & 0xffff;
  const upper = low >>> 16;
  const first = Math.imul(lower, MULTIPLIER_LOW_LOWER) >>> 16;
  const second = Math.imul(upper, MULTIPLIER_LOW_LOWER) + first;
  const third = Math.imul(lower, MULTIPLIER_LOW_UPPER) + (second & 0xffff);
  const carried =
    Math.imul(upper, MULTIPLIER_LOW_UPPER) + ((second | 0) >>> 16) + ((third | 0) >>> 16);
  return (carried + Math.imul(low, MULTIPLIER_HIGH) + Math.imul(high, MULTIPLIER_LOW)) | 0;
}
