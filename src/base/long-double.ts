/**
 * The 80-bit floating-point numbers that INCRBYFLOAT and HINCRBYFLOAT compute with in Redis on
 * x86-64: 64 bits of significand, rounded to nearest even. JavaScript has none, so they are made
 * of bigints here, exactly. Differs from Redis in nothing a client can see.
 */

import {
  type BinaryFormat,
  type BinaryNumber,
  INFINITE,
  roundDecimal,
  roundToBinary,
} from './binary-rounding.js';
import { FLOAT, scanFloat } from './float-syntax.js';

const EXTENDED: BinaryFormat = { precision: 64, exponentMin: -16_445, exponentLimit: 16_384 };
/** Redis copies the text into a buffer of 5 KiB, its final zero included. */
const TEXT_BYTES_MAX = 5 * 1024 - 1;
const FRACTION_DIGITS = 17;
const FRACTION_SCALE = 10n ** BigInt(FRACTION_DIGITS);

/** significand × 2^exponent, the significand signed; an infinity has an infinite exponent. */
export class LongDouble {
  readonly significand: bigint;
  readonly exponent: number;

  constructor(significand: bigint, exponent: number) {
    this.significand = significand;
    this.exponent = exponent;
  }

  get isFinite(): boolean {
    return Number.isFinite(this.exponent);
  }
}

function signed(isNegative: boolean, value: BinaryNumber): LongDouble {
  return new LongDouble(isNegative ? -value.magnitude : value.magnitude, value.exponent);
}

/**
 * The number that bytes[start, end) spell. Null if they are not a number (nan included), are over
 * 5,119 bytes, or are too great or too small a number; "inf" spells an infinity, which is allowed.
 */
export function parseLongDouble(bytes: Uint8Array, start: number, end: number): LongDouble | null {
  if (end - start > TEXT_BYTES_MAX || !scanFloat(bytes, start, end)) return null;
  const { kind, isNegative, digits, exponent } = FLOAT;
  if (kind === 'infinity') return signed(isNegative, INFINITE);
  const value =
    kind === 'decimal'
      ? roundDecimal(EXTENDED, digits, exponent)
      : roundToBinary(EXTENDED, BigInt(`0x0${digits}`), exponent);
  if (value.exponent === Number.POSITIVE_INFINITY) return null;
  if (value.magnitude === 0n && digits !== '') return null;
  return signed(isNegative, value);
}

/** An integer of up to 64 bits, exactly. */
export function longDoubleFromInteger(value: bigint): LongDouble {
  return new LongDouble(value, 0);
}

/** The rounded sum; null if it is infinite or not a number. */
export function addLongDoubles(a: LongDouble, b: LongDouble): LongDouble | null {
  if (!a.isFinite || !b.isFinite) return null;
  // A zero's exponent says nothing and would only lengthen the sum.
  if (a.significand === 0n) return b;
  if (b.significand === 0n) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum =
    (a.significand << BigInt(a.exponent - exponent)) +
    (b.significand << BigInt(b.exponent - exponent));
  const isNegative = sum < 0n;
  const rounded = signed(isNegative, roundToBinary(EXTENDED, isNegative ? -sum : sum, exponent));
  return rounded.isFinite ? rounded : null;
}

/**
 * The decimal text of a finite number as Redis stores it: 17 digits after the point, rounded to
 * even, without trailing zeros; ASCII, at most 4,952 characters.
 */
export function formatLongDouble(value: LongDouble): string {
  const isNegative = value.significand < 0n;
  const magnitude = isNegative ? -value.significand : value.significand;
  if (magnitude === 0n) return '0';
  if (value.exponent >= 0) {
    return `${isNegative ? '-' : ''}${magnitude << BigInt(value.exponent)}`;
  }
  const shift = BigInt(-value.exponent);
  const scaled = magnitude * FRACTION_SCALE;
  let kept = scaled >> shift;
  const dropped = scaled - (kept << shift);
  const half = 1n << (shift - 1n);
  if (dropped > half || (dropped === half && (kept & 1n) === 1n)) kept += 1n;
  if (kept === 0n) return '0';
  const digits = kept.toString().padStart(FRACTION_DIGITS + 1, '0');
  const whole = digits.slice(0, -FRACTION_DIGITS);
  const fraction = digits.slice(-FRACTION_DIGITS).replace(/0+$/, '');
  return `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
