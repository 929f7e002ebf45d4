/**
 * The forms of a floating-point number that Redis takes from clients, which are those of the C
 * function strtod: decimal or hexadecimal, with or without an exponent, or an infinity by name.
 * Spaces, "nan" and anything after the number are refused. Reads the form only; what the digits
 * are worth in binary is the business of double.ts and long-double.ts.
 */

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const LOWER_CASE = 0x20;
/** Exponents beyond this are all the same to any format. */
const EXPONENT_MAX = 1_000_000_000;

export type FloatKind = 'decimal' | 'hexadecimal' | 'infinity';

/**
 * What scanFloat found: digits × 10^exponent, or, if hexadecimal, digits read in base 16 times
 * 2^exponent. Digits have no leading zeros; the empty string is zero.
 */
export interface FloatSyntax {
  kind: FloatKind;
  isNegative: boolean;
  digits: string;
  exponent: number;
}

/** The result of the last scanFloat that returned true. */
export const FLOAT: FloatSyntax = { kind: 'decimal', isNegative: false, digits: '', exponent: 0 };

/** Reads bytes[start, end) into FLOAT; false if they are not a number as a whole. */
export function scanFloat(bytes: Uint8Array, start: number, end: number): boolean {
  const sign = start < end ? bytes[start] : 0;
  const at = sign === PLUS || sign === MINUS ? start + 1 : start;
  FLOAT.isNegative = sign === MINUS;
  FLOAT.digits = '';
  FLOAT.exponent = 0;
  if (isWord(bytes, at, end, 'inf') || isWord(bytes, at, end, 'infinity')) {
    FLOAT.kind = 'infinity';
    return true;
  }
  const isHexadecimal = isWord(bytes, at, Math.min(end, at + 2), '0x');
  FLOAT.kind = isHexadecimal ? 'hexadecimal' : 'decimal';
  const afterDigits = scanDigits(bytes, isHexadecimal ? at + 2 : at, end, isHexadecimal);
  return afterDigits >= 0 && scanExponent(bytes, afterDigits, end, isHexadecimal ? 'p' : 'e');
}

/** Reads digits with at most one point among them; -1 without a digit, else where they end. */
function scanDigits(bytes: Uint8Array, start: number, end: number, isHexadecimal: boolean): number {
  let at = start;
  let point = -1;
  let digits = '';
  let count = 0;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === POINT && point < 0) {
      point = at;
      continue;
    }
    if (!isDigit(byte, isHexadecimal)) break;
    count++;
    if (digits !== '' || byte !== 0x30) digits += String.fromCharCode(byte);
  }
  if (count === 0) return -1;
  const fractionDigits = point < 0 ? 0 : at - point - 1;
  FLOAT.digits = digits;
  FLOAT.exponent = fractionDigits === 0 ? 0 : -fractionDigits * (isHexadecimal ? 4 : 1);
  return at;
}

/** Adds the exponent that bytes[start, end) spell, if any; false if there is anything else. */
function scanExponent(bytes: Uint8Array, start: number, end: number, letter: string): boolean {
  if (start === end) return true;
  if ((bytes[start] | LOWER_CASE) !== letter.charCodeAt(0)) return false;
  let at = start + 1;
  const sign = at < end ? bytes[at] : 0;
  if (sign === PLUS || sign === MINUS) at++;
  if (at === end) return false;
  let exponent = 0;
  for (; at < end; at++) {
    if (!isDigit(bytes[at], false)) return false;
    exponent = Math.min(EXPONENT_MAX, exponent * 10 + bytes[at] - 0x30);
  }
  FLOAT.exponent += sign === MINUS ? -exponent : exponent;
  return true;
}

function isDigit(byte: number, isHexadecimal: boolean): boolean {
  if (byte >= 0x30 && byte <= 0x39) return true;
  const letter = byte | LOWER_CASE;
  return isHexadecimal && letter >= 0x61 && letter <= 0x66;
}

/** True if bytes[start, end) are the word in any mixture of cases. */
function isWord(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index++) {
    const byte = bytes[start + index];
    const folded = byte >= 0x41 && byte <= 0x5a ? byte | LOWER_CASE : byte;
    if (folded !== word.charCodeAt(index)) return false;
  }
  return true;
}
