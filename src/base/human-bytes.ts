/** Amounts of memory for people, as INFO prints them: "512B", "1.00K", "1.21M", "2.50G". */

const UNIT_NAMES = ['B', 'K', 'M', 'G', 'T', 'P'];

/**
 * The amount in the greatest unit it fills, with two decimals; bytes have none. Takes a whole
 * number of bytes that is not negative; from 1024 P on it is in bytes again, as in Redis.
 */
export function bytesToHuman(sizeBytes: number): string {
  let unit = 0;
  let scale = 1;
  while (sizeBytes >= scale * 1024 && unit < UNIT_NAMES.length) {
    scale *= 1024;
    unit++;
  }
  if (unit === 0 || unit === UNIT_NAMES.length) return `${BigInt(sizeBytes)}B`;
  return `${twoDecimals(BigInt(sizeBytes), BigInt(scale))}${UNIT_NAMES[unit]}`;
}

/** The quotient rounded to hundredths, ties to even as C does; toFixed rounds them up. */
function twoDecimals(dividend: bigint, divisor: bigint): string {
  const scaled = dividend * 100n;
  let hundredths = scaled / divisor;
  const twice = (scaled - hundredths * divisor) * 2n;
  if (twice > divisor || (twice === divisor && (hundredths & 1n) === 1n)) hundredths += 1n;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}
