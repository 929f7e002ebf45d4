/**
 * Doubles in requests and replies: the forms of text that Redis takes as a double, and the two
 * forms it prints, `%.17g` (up to 7.0) and the shortest that reads back the same (since 7.2).
 */

import { type BinaryFormat, roundToBinary } from './binary-rounding.js';
import { FLOAT, scanFloat } from './float-syntax.js';

const DOUBLE: BinaryFormat = { precision: 53, exponentMin: -1074, exponentLimit: 1024 };
const EXACT_DIGITS_MAX = 15;
const EXACT_POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS_MAX + 1 }, (_, n) => 10 ** n);
const SIGNIFICANT_DIGITS = 17;
const TIE_DIGITS_SHOWN = 100;
/** Redis prints whole numbers up to this magnitude without an exponent. */
const WHOLE_MAX = 2 ** 62;

/**
 * The double that bytes[start, end) spell, an infinity included. NaN if they spell none: empty,
 * spaces, "nan", anything after the number, or a number too great or too small for a double.
 */
export function parseDouble(bytes: Uint8Array, start: number, end: number): number {
  const short = parseShort(bytes, start, end);
  if (!Number.isNaN(short)) return short;
  if (!scanFloat(bytes, start, end)) return Number.NaN;
  const magnitude = scannedMagnitude();
  if (Number.isNaN(magnitude)) return magnitude;
  return FLOAT.isNegative ? -magnitude : magnitude;
}

/** Digits with at most one point, if so few that one division gives the nearest double. */
function parseShort(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = start < end && bytes[start] === 0x2d;
  const first = isNegative ? start + 1 : start;
  if (first >= end || end - first > EXACT_DIGITS_MAX + 1) return Number.NaN;
  let value = 0;
  let point = -1;
  for (let at = first; at < end; at++) {
    const digit = bytes[at] - 0x30;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point < 0) point = at;
    else return Number.NaN;
  }
  const digits = end - first - (point < 0 ? 0 : 1);
  if (digits === 0 || digits > EXACT_DIGITS_MAX) return Number.NaN;
  if (point >= 0) value /= EXACT_POWERS_OF_TEN[end - point - 1];
  return isNegative ? -value : value;
}

/** What FLOAT is worth without its sign; NaN if it overflows or vanishes. */
function scannedMagnitude(): number {
  const { kind, digits, exponent } = FLOAT;
  if (kind === 'infinity') return Number.POSITIVE_INFINITY;
  if (digits === '') return 0;
  const value =
    kind === 'decimal' ? Number(`${digits}e${exponent}`) : hexadecimal(digits, exponent);
  return value === 0 || value === Number.POSITIVE_INFINITY ? Number.NaN : value;
}

function hexadecimal(digits: string, exponent: number): number {
  const rounded = roundToBinary(DOUBLE, BigInt(`0x${digits}`), exponent);
  if (rounded.magnitude === 0n) return 0;
  return Number(rounded.magnitude) * 2 ** rounded.exponent;
}

/** The text of a double as `%.17g` prints it: "0.10000000000000001", "1e+17", "inf", "-inf". */
export function formatDouble17(value: number): string {
  const special = formatSpecial(value);
  if (special !== null) return special;
  if (Number.isSafeInteger(value)) return String(value);
  const text = roundedToEven(value);
  const mark = text.indexOf('e');
  const exponent = Number(text.slice(mark + 1));
  const isNegative = value < 0;
  const digits = digitsOf(text.slice(isNegative ? 1 : 0, mark));
  const body =
    exponent < -4 || exponent >= SIGNIFICANT_DIGITS
      ? scientific(digits, exponent, 2)
      : positional(digits, exponent);
  return isNegative ? `-${body}` : body;
}

/**
 * 17 significant digits in exponential form. JavaScript rounds a tie away from zero where C rounds
 * it to even, so a tie is looked for and put right.
 */
function roundedToEven(value: number): string {
  const text = value.toExponential(SIGNIFICANT_DIGITS - 1);
  const longer = value.toExponential(SIGNIFICANT_DIGITS);
  const mark = longer.indexOf('e');
  if (longer[mark - 1] !== '5' || (longer.charCodeAt(mark - 2) & 1) === 1) return text;
  const exact = value.toExponential(TIE_DIGITS_SHOWN);
  const isTie = exact.startsWith(longer.slice(0, mark)) && /^0+e/.test(exact.slice(mark));
  return isTie ? longer.slice(0, mark - 1) + longer.slice(mark) : text;
}

/**
 * The shortest text that reads back as the same double, in the layout Redis has used since 7.2:
 * whole numbers up to 2^62 in full, "0.0001", "1e-7", "1.5e+300", "inf".
 */
export function formatDoubleShortest(value: number): string {
  const special = formatSpecial(value);
  if (special !== null) return special;
  if (Number.isSafeInteger(value)) return String(value);
  if (Math.abs(value) <= WHOLE_MAX && Number.isInteger(value)) return BigInt(value).toString();
  const text = Math.abs(value).toExponential();
  const mark = text.indexOf('e');
  const digits = digitsOf(text.slice(0, mark));
  const exponent = Number(text.slice(mark + 1));
  const body = isPositional(digits.length, exponent)
    ? positional(digits, exponent)
    : scientific(digits, exponent, 1);
  return value < 0 ? `-${body}` : body;
}

function isPositional(digitCount: number, exponent: number): boolean {
  const lastDigitExponent = exponent - digitCount + 1;
  if (lastDigitExponent >= 0) return exponent < digitCount + 7;
  return lastDigitExponent > -7 || Math.abs(exponent) < 4;
}

/** The texts that are not made of digits, and zero with its sign; else null. */
function formatSpecial(value: number): string | null {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  return Number.isNaN(value) ? 'nan' : null;
}

/** The digits of "d.ddd" without the point and without trailing zeros. */
function digitsOf(mantissa: string): string {
  return mantissa.replace('.', '').replace(/0+$/, '');
}

function scientific(digits: string, exponent: number, exponentDigits: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const magnitude = String(Math.abs(exponent)).padStart(exponentDigits, '0');
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}

function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = exponent + 1;
  if (digits.length <= whole) return digits.padEnd(whole, '0');
  return `${digits.slice(0, whole)}.${digits.slice(whole)}`;
}
