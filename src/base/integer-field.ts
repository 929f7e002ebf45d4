/**
 * Integers of any width up to 64 bits with their overflow behaviour, as BITFIELD has them. A width
 * is signed (two's complement, 1 to 64 bits) or unsigned (1 to 63 bits).
 */
export interface FieldType {
  readonly isSigned: boolean;
  /** The width in bits. */
  readonly width: number;
}

/** What becomes of a value beyond the range: modulo, the nearest one, or none. */
export type Overflow = 'WRAP' | 'SAT' | 'FAIL';

export function fieldMin({ isSigned, width }: FieldType): bigint {
  return isSigned ? -(1n << BigInt(width - 1)) : 0n;
}

export function fieldMax({ isSigned, width }: FieldType): bigint {
  return (1n << BigInt(isSigned ? width - 1 : width)) - 1n;
}

/** The low bits of `value` as a number of the type. */
export function wrapField(type: FieldType, value: bigint): bigint {
  return type.isSigned ? BigInt.asIntN(type.width, value) : BigInt.asUintN(type.width, value);
}

/** `value` where it is in the range of the type; else what `overflow` says, null for FAIL. */
export function fitField(type: FieldType, value: bigint, overflow: Overflow): bigint | null {
  const max = fieldMax(type);
  const min = fieldMin(type);
  if (value >= min && value <= max) return value;
  if (overflow === 'FAIL') return null;
  if (overflow === 'WRAP') return wrapField(type, value);
  return value > max ? max : min;
}
