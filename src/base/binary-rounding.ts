/**
 * Rounds an exact number to a binary floating-point format, to nearest with ties to even, as the
 * processor does. Works on bigints, so it serves formats that JavaScript has no numbers for.
 */

export interface BinaryFormat {
  /** Bits of the significand, the leading one included. */
  readonly precision: number;
  /** The exponent of the smallest subnormal number's last bit. */
  readonly exponentMin: number;
  /** Numbers are finite under 2^limit. */
  readonly exponentLimit: number;
}

/** magnitude × 2^exponent; infinity has an infinite exponent, zero is 0 × 2^0. */
export interface BinaryNumber {
  readonly magnitude: bigint;
  readonly exponent: number;
}

export const ZERO: BinaryNumber = { magnitude: 0n, exponent: 0 };
export const INFINITE: BinaryNumber = { magnitude: 1n, exponent: Number.POSITIVE_INFINITY };

/** The number of bits of a bigint that is not negative. */
export function bitLength(value: bigint): number {
  const hexadecimal = value.toString(16);
  return hexadecimal.length * 4 - Math.clz32(Number.parseInt(hexadecimal[0], 16)) + 28;
}

/**
 * The number of the format nearest to magnitude × 2^exponent. If hasMore is true the exact number
 * is greater by less than one in the last bit of magnitude, which then needs at least two bits
 * more than the precision.
 */
export function roundToBinary(
  format: BinaryFormat,
  magnitude: bigint,
  exponent: number,
  hasMore = false,
): BinaryNumber {
  if (magnitude === 0n) return ZERO;
  const bits = bitLength(magnitude);
  if (bits + exponent > format.exponentLimit) return INFINITE;
  const drop = Math.max(bits - format.precision, format.exponentMin - exponent);
  if (drop <= 0) return { magnitude, exponent };
  if (drop > bits + 1) return ZERO;
  const shift = BigInt(drop);
  let kept = magnitude >> shift;
  const dropped = magnitude - (kept << shift);
  const half = 1n << (shift - 1n);
  const isTie = dropped === half && !hasMore;
  if (isTie ? (kept & 1n) === 1n : dropped >= half) kept += 1n;
  if (kept === 0n) return ZERO;
  if (bitLength(kept) + exponent + drop > format.exponentLimit) return INFINITE;
  return { magnitude: kept, exponent: exponent + drop };
}

/** The number of the format nearest to digits × 10^exponent. */
export function roundDecimal(format: BinaryFormat, digits: string, exponent: number): BinaryNumber {
  if (digits === '') return ZERO;
  const decimalExponent = exponent + digits.length;
  // log10(2) lies between 0.30 and 0.31, so these need no exact power to be known.
  if (decimalExponent > format.exponentLimit * 0.31 + 2) return INFINITE;
  if (decimalExponent < format.exponentMin * 0.31 - 2) return ZERO;
  const magnitude = BigInt(digits);
  if (exponent >= 0) return roundToBinary(format, magnitude * 10n ** BigInt(exponent), 0);
  const divisor = 10n ** BigInt(-exponent);
  const missing = format.precision + 2 - (bitLength(magnitude) - bitLength(divisor));
  const shift = Math.max(0, missing);
  const scaled = magnitude << BigInt(shift);
  const quotient = scaled / divisor;
  return roundToBinary(format, quotient, -shift, quotient * divisor !== scaled);
}
