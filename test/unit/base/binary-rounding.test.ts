import { expect, test } from 'vitest';
import {
  bitLength,
  INFINITE,
  roundDecimal,
  roundToBinary,
  ZERO,
} from '../../../src/base/binary-rounding.js';
import { Prng, seedFrom } from '../../support/prng.js';

const DOUBLE = { precision: 53, exponentMin: -1074, exponentLimit: 1024 };
const TINY = { precision: 3, exponentMin: -4, exponentLimit: 3 };

test('counts bits', () => {
  expect(bitLength(0n)).toBe(0);
  for (let bits = 1; bits < 300; bits++) {
    expect(bitLength(1n << BigInt(bits - 1))).toBe(bits);
    expect(bitLength((1n << BigInt(bits)) - 1n)).toBe(bits);
  }
});

test('ties go to even, and what follows breaks them', () => {
  expect(roundToBinary(TINY, 0b1001n, -2)).toEqual({ magnitude: 0b100n, exponent: -1 });
  expect(roundToBinary(TINY, 0b1011n, -2)).toEqual({ magnitude: 0b110n, exponent: -1 });
  expect(roundToBinary(TINY, 0b10010n, -3, true)).toEqual({ magnitude: 0b101n, exponent: -1 });
  expect(roundToBinary(TINY, 0b10001n, -3, true)).toEqual({ magnitude: 0b100n, exponent: -1 });
});

test('overflow, underflow and subnormals', () => {
  expect(roundToBinary(TINY, 0b111n, 0)).toEqual({ magnitude: 0b111n, exponent: 0 });
  expect(roundToBinary(TINY, 0b1111n, -1)).toBe(INFINITE);
  expect(roundToBinary(TINY, 8n, 0)).toBe(INFINITE);
  expect(roundToBinary(TINY, 1n, -4)).toEqual({ magnitude: 1n, exponent: -4 });
  expect(roundToBinary(TINY, 1n, -5)).toBe(ZERO);
  expect(roundToBinary(TINY, 3n, -6)).toEqual({ magnitude: 1n, exponent: -4 });
  expect(roundToBinary(TINY, 1n, -1_000_000_000)).toBe(ZERO);
  expect(roundToBinary(TINY, 1n, 1_000_000_000)).toBe(INFINITE);
});

test('decimals round to the doubles that JavaScript reads', () => {
  const seed = seedFrom('ROUNDING_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 3000; round++) {
    const digits =
      String(prng.integer(1, 2 ** 31)) + String(prng.next()).repeat(prng.integer(0, 4));
    const exponent = prng.integer(-360, 330);
    const expected = Number(`${digits}e${exponent}`);
    const rounded = roundDecimal(DOUBLE, digits, exponent);
    const value =
      rounded === INFINITE
        ? Number.POSITIVE_INFINITY
        : Number(rounded.magnitude) * 2 ** rounded.exponent;
    expect(value, `${digits}e${exponent}, seed ${seed}`).toBe(expected);
  }
});
