import { expect, test } from 'vitest';
import { formatDouble17, formatDoubleShortest, parseDouble } from '../../../src/base/double.js';
import { oddFloatTexts } from '../../support/float-texts.js';
import { Prng, seedFrom } from '../../support/prng.js';

function parse(text: string): number {
  const bytes = Buffer.from(`1${text}1`, 'latin1');
  return parseDouble(bytes, 1, bytes.length - 1);
}

test('decimal, hexadecimal and infinite forms are read', () => {
  const values: Record<string, number> = {
    '0': 0,
    '-0': -0,
    '.5': 0.5,
    '5.': 5,
    '+1.5': 1.5,
    '1e3': 1000,
    '1E-3': 0.001,
    '0x10': 16,
    '-0X1.8p+1': -3,
    '0x.8': 0.5,
    inf: Number.POSITIVE_INFINITY,
    '-Infinity': Number.NEGATIVE_INFINITY,
    '4.9e-324': 5e-324,
    '0x1p-1074': 5e-324,
    '0x1.fffffffffffff7p1023': Number.MAX_VALUE,
    '1.7976931348623157e308': Number.MAX_VALUE,
    '0e999999999999': 0,
    '9007199254740993': 9007199254740992,
    '0x20000000000001': 9007199254740992,
    '0x20000000000003': 9007199254740996,
  };
  for (const [text, value] of Object.entries(values)) expect(parse(text), text).toBe(value);
});

test('what is no double, or none of a finite size, is refused', () => {
  const texts = ['', '-', '.', 'nan', '1 ', ' 1', '1e', '0x', '1x', '1\0', '1.2.3', 'infi'];
  texts.push('1e309', '1e-400', '2e-324', '0x1p1024', '0x1p-1075', '0x1.fffffffffffff8p1023');
  for (const text of texts) expect(parse(text), text).toBeNaN();
});

test('17 significant digits as C prints them', () => {
  const texts: [number, string][] = [
    [0.1, '0.10000000000000001'],
    [1e17, '1e+17'],
    [1e16, '10000000000000000'],
    [1e-5, '1.0000000000000001e-05'],
    [1e-4, '0.0001'],
    [-1.5, '-1.5'],
    [5e-324, '4.9406564584124654e-324'],
    [-0, '-0'],
    [0, '0'],
    [Number.NEGATIVE_INFINITY, '-inf'],
    [Number.NaN, 'nan'],
  ];
  for (const [value, text] of texts) expect(formatDouble17(value)).toBe(text);
});

test('ties of the 17th digit go to the even one', () => {
  expect(formatDouble17(1e14 + 0.125)).toBe('100000000000000.12');
  expect(formatDouble17(-1e14 - 0.125)).toBe('-100000000000000.12');
  expect(formatDouble17(1e14 + 0.375)).toBe('100000000000000.38');
  // 18 digits that end in 5, but more of them follow, so no tie.
  expect(formatDouble17(-17330.64847075)).toBe('-17330.648470749999');
});

test('the shortest form', () => {
  const texts: [number, string][] = [
    [0.1, '0.1'],
    [3.0000000000000004, '3.0000000000000004'],
    [1e17, '100000000000000000'],
    [2 ** 62, '4611686018427387904'],
    [2 ** 63, '9223372036854776000'],
    [1e20, '1e+20'],
    [1e-6, '0.000001'],
    [1e-7, '1e-7'],
    [1.5e-7, '1.5e-7'],
    [-2.5e-10, '-2.5e-10'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [123456.5, '123456.5'],
    [12345.678901234, '1.2345678901234e+4'],
    [1234.5678901234, '1234.5678901234'],
    [-0, '-0'],
    [Number.POSITIVE_INFINITY, 'inf'],
  ];
  for (const [value, text] of texts) expect(formatDoubleShortest(value)).toBe(text);
});

test('both forms read back as the same double', () => {
  const seed = seedFrom('DOUBLE_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 5000; round++) {
    const value = prng.chance(0.5)
      ? prng.bytes(8).readDoubleLE(0)
      : prng.integer(-1_000_000, 1_000_000) / 10 ** prng.integer(0, 9);
    if (Number.isNaN(value)) continue;
    expect(parse(formatDouble17(value)), `seed ${seed}`).toBe(value);
    expect(parse(formatDoubleShortest(value)), `seed ${seed}`).toBe(value);
  }
});

test('agrees with JavaScript on every decimal text', () => {
  const seed = seedFrom('DOUBLE_SEED');
  const prng = new Prng(seed);
  const texts = oddFloatTexts().filter((text) =>
    /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text),
  );
  for (let round = 0; round < 3000; round++) {
    const digits = String(prng.next()).repeat(prng.integer(1, 3)).slice(prng.integer(0, 5));
    const point = prng.integer(0, digits.length);
    texts.push(`${digits.slice(0, point)}.${digits.slice(point)}`);
  }
  for (const text of texts) {
    const value = Number(text);
    const isVanished = value === 0 && /[1-9]/.test(text.replace(/e.*/i, ''));
    const isRefused = isVanished || !Number.isFinite(value);
    expect(parse(text), `${text}, seed ${seed}`).toBe(isRefused ? Number.NaN : value);
  }
});
