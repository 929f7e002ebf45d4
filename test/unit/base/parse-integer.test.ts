import { expect, test } from 'vitest';
import {
  bigIntegerLength,
  integerLength,
  parseInt53,
  parseInt64,
  parseUint64,
  writeBigInteger,
  writeInteger,
} from '../../../src/base/parse-integer.js';
import { Prng, seedFrom } from '../../support/prng.js';

const NOT_CANONICAL = [
  ...['', '-', '+1', '-0', '00', '01', '-01', ' 1', '1 ', '1.0', '1e3', '0x1', '1a', 'a1'],
  ...['--1', '1-', '/', ':', '\0', '1\0', '١', '123456789012345678901234567890', 'inf', '_1'],
];

/** Calls the parser on the text with digits before and after it, which it must not look at. */
function parsed<T>(parse: (b: Uint8Array, s: number, e: number) => T, text: string): T {
  const bytes = Buffer.from(`77${text}88`);
  return parse(bytes, 2, bytes.length - 2);
}

function written(value: number | bigint): string {
  const target = Buffer.alloc(40, 0x2e);
  const isBig = typeof value === 'bigint';
  const end = isBig ? writeBigInteger(target, 5, value) : writeInteger(target, 5, value);
  expect(isBig ? bigIntegerLength(value) : integerLength(value)).toBe(end - 5);
  expect(target.subarray(0, 5).toString()).toBe('.....');
  expect(target.subarray(end).every((byte) => byte === 0x2e)).toBe(true);
  return target.toString('latin1', 5, end);
}

test('only the canonical form is an integer', () => {
  for (const text of NOT_CANONICAL) {
    expect(parsed(parseInt53, text), text).toBeNaN();
    expect(parsed(parseInt64, text), text).toBeNull();
    expect(parsed(parseUint64, text), text).toBeNull();
  }
});

test('the safe range ends at ±(2^53 − 1)', () => {
  expect(parsed(parseInt53, '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  expect(parsed(parseInt53, '-9007199254740991')).toBe(Number.MIN_SAFE_INTEGER);
  for (const text of ['9007199254740992', '9007199254740993', '-9007199254740992']) {
    expect(parsed(parseInt53, text), text).toBeNaN();
  }
  expect(parsed(parseInt53, '9999999999999999')).toBeNaN();
  expect(parsed(parseInt53, '10000000000000000')).toBeNaN();
});

test('the 64-bit ranges end where they should', () => {
  expect(parsed(parseInt64, '9223372036854775807')).toBe(2n ** 63n - 1n);
  expect(parsed(parseInt64, '9223372036854775808')).toBeNull();
  expect(parsed(parseInt64, '-9223372036854775808')).toBe(-(2n ** 63n));
  expect(parsed(parseInt64, '-9223372036854775809')).toBeNull();
  expect(parsed(parseUint64, '18446744073709551615')).toBe(2n ** 64n - 1n);
  expect(parsed(parseUint64, '18446744073709551616')).toBeNull();
  expect(parsed(parseUint64, '99999999999999999999')).toBeNull();
  expect(parsed(parseUint64, '-1')).toBeNull();
  expect(parsed(parseUint64, '0')).toBe(0n);
});

test('values round trip at every power of ten and two', () => {
  for (let exponent = 0; exponent <= 63; exponent++) {
    for (const base of [2n, 10n]) {
      for (const step of [-1n, 0n, 1n]) {
        const value = BigInt.asIntN(64, base ** BigInt(exponent) + step);
        for (const signed of [value, -value]) roundTrip(BigInt.asIntN(64, signed));
      }
    }
  }
});

function roundTrip(value: bigint): void {
  const text = String(value);
  expect(written(value)).toBe(text);
  expect(parsed(parseInt64, text)).toBe(value);
  const number = Number(value);
  if (!Number.isSafeInteger(number)) return;
  expect(written(number)).toBe(text);
  expect(parsed(parseInt53, text)).toBe(number);
}

test('random values round trip', () => {
  const seed = seedFrom('PARSE_INTEGER_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 5000; round++) {
    const wide = (BigInt(prng.next()) << 32n) | BigInt(prng.next());
    const value = BigInt.asIntN(prng.integer(1, 64), wide);
    expect(written(value), `seed ${seed}`).toBe(String(value));
    expect(parsed(parseInt64, String(value)), `seed ${seed}`).toBe(value);
    expect(parsed(parseUint64, String(wide)), `seed ${seed}`).toBe(wide);
    const safe = Number(BigInt.asIntN(53, wide));
    expect(written(safe), `seed ${seed}`).toBe(String(safe));
    expect(parsed(parseInt53, String(safe)), `seed ${seed}`).toBe(safe);
  }
});
