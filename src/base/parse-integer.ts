/**
 * Integers in requests and replies: decimal ASCII to number and back, on bytes, without strings.
 * Only the canonical form is an integer, as in Redis: no spaces, no plus, no leading zeros, no
 * "-0".
 */

const ZERO = 0x30;
const MINUS = 0x2d;
const DIGITS_SAFE_MAX = 16;
const DIGITS_INT64_MAX = 19;
const SPLIT_DIGITS = 10;
const SPLIT = 10_000_000_000n;
const SAFE_MIN = BigInt(Number.MIN_SAFE_INTEGER);
const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The integer that bytes[start, end) spell, or NaN if they spell none within ±(2^53 − 1). */
export function parseInt53(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const isNegative = at < end && bytes[at] === MINUS;
  if (isNegative) at++;
  const digits = end - at;
  if (digits <= 0 || digits > DIGITS_SAFE_MAX) return Number.NaN;
  if (bytes[at] === ZERO) return digits === 1 && !isNegative ? 0 : Number.NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  return isNegative ? -value : value;
}

/** The digits of bytes[start, end) as a bigint; null if they are not a canonical number. */
function parseDigits(bytes: Uint8Array, start: number, end: number, max: number): bigint | null {
  const digits = end - start;
  if (digits <= 0 || digits > max) return null;
  if (bytes[start] === ZERO) return digits === 1 ? 0n : null;
  const split = Math.max(start, end - SPLIT_DIGITS);
  let high = 0;
  let low = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit < 0 || digit > 9) return null;
    if (at < split) high = high * 10 + digit;
    else low = low * 10 + digit;
  }
  return BigInt(high) * SPLIT + BigInt(low);
}

/** The signed 64-bit integer that bytes[start, end) spell, or null. */
export function parseInt64(bytes: Uint8Array, start: number, end: number): bigint | null {
  const isNegative = start < end && bytes[start] === MINUS;
  const value = parseDigits(bytes, isNegative ? start + 1 : start, end, DIGITS_INT64_MAX);
  if (value === null || (isNegative && value === 0n)) return null;
  const signed = isNegative ? -value : value;
  return signed >= INT64_MIN && signed <= INT64_MAX ? signed : null;
}

/** The unsigned 64-bit integer that bytes[start, end) spell, or null. */
export function parseUint64(bytes: Uint8Array, start: number, end: number): bigint | null {
  const value = parseDigits(bytes, start, end, DIGITS_INT64_MAX + 1);
  return value !== null && value < 2n ** 64n ? value : null;
}

/** The number of characters of a safe integer in decimal. */
export function integerLength(value: number): number {
  let length = value < 0 ? 2 : 1;
  let limit = 10;
  const magnitude = Math.abs(value);
  while (magnitude >= limit) {
    length++;
    limit *= 10;
  }
  return length;
}

/** Writes a safe integer in decimal at target[at]; returns where it ends. */
export function writeInteger(target: Uint8Array, at: number, value: number): number {
  const end = at + integerLength(value);
  let position = end;
  let left = value;
  if (value < 0) {
    target[at] = MINUS;
    left = -value;
  }
  while (left > 0x7fffffff) {
    const quotient = Math.floor(left / 10);
    target[--position] = ZERO + (left - quotient * 10);
    left = quotient;
  }
  let small = left | 0;
  do {
    const quotient = (small / 10) | 0;
    target[--position] = ZERO + (small - quotient * 10);
    small = quotient;
  } while (small !== 0);
  return end;
}

/** The number of characters of an integer of up to 64 bits in decimal. */
export function bigIntegerLength(value: bigint): number {
  if (value >= SAFE_MIN && value <= SAFE_MAX) return integerLength(Number(value));
  const magnitude = value < 0n ? -value : value;
  return (value < 0n ? 1 : 0) + integerLength(Number(magnitude / SPLIT)) + SPLIT_DIGITS;
}

/** Writes an integer of up to 64 bits in decimal at target[at]; returns where it ends. */
export function writeBigInteger(target: Uint8Array, at: number, value: bigint): number {
  if (value >= SAFE_MIN && value <= SAFE_MAX) return writeInteger(target, at, Number(value));
  let start = at;
  if (value < 0n) target[start++] = MINUS;
  const magnitude = value < 0n ? -value : value;
  const high = magnitude / SPLIT;
  const lowStart = writeInteger(target, start, Number(high));
  const end = lowStart + SPLIT_DIGITS;
  let low = Number(magnitude - high * SPLIT);
  for (let position = end - 1; position >= lowStart; position--) {
    const quotient = Math.floor(low / 10);
    target[position] = ZERO + (low - quotient * 10);
    low = quotient;
  }
  return end;
}
