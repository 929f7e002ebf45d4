import { expect, test } from 'vitest';
import { FLOAT, scanFloat } from '../../../src/base/float-syntax.js';

function scan(text: string): object | null {
  const bytes = Buffer.from(`9${text}9`, 'latin1');
  return scanFloat(bytes, 1, bytes.length - 1) ? { ...FLOAT } : null;
}

test('takes a number apart', () => {
  const decimal = { kind: 'decimal', isNegative: false };
  const hexadecimal = { kind: 'hexadecimal', isNegative: false };
  expect(scan('0012.340')).toEqual({ ...decimal, digits: '12340', exponent: -3 });
  expect(scan('-.05e+7')).toEqual({ ...decimal, isNegative: true, digits: '5', exponent: 5 });
  expect(scan('7.')).toEqual({ ...decimal, digits: '7', exponent: 0 });
  expect(scan('+0')).toEqual({ ...decimal, digits: '', exponent: 0 });
  expect(scan('0xAb.cP-3')).toEqual({ ...hexadecimal, digits: 'Abc', exponent: -7 });
  expect(scan('0x1e5')).toEqual({ ...hexadecimal, digits: '1e5', exponent: 0 });
  expect(scan('-InF')).toEqual({ kind: 'infinity', isNegative: true, digits: '', exponent: 0 });
  expect(scan('infinity')).toMatchObject({ kind: 'infinity', isNegative: false });
});

test('exponents without end are kept within bounds', () => {
  expect(scan(`1e${'9'.repeat(400)}`)).toMatchObject({ exponent: 1_000_000_000 });
  expect(scan(`1e-${'9'.repeat(400)}`)).toMatchObject({ exponent: -1_000_000_000 });
});

test('refuses everything else', () => {
  const texts = ['', '+', '.', 'e5', '.e5', '1e', '1e+', '0x', '0x.', '0x1p', '0xp1', '1p1', 'nan'];
  texts.push(' 1', '1 ', '1\0', '1..2', '1.2.3', '--1', '0x1.2.3', 'infin', 'i', '1e5.5', '1_0');
  for (const text of texts) expect(scan(text), text).toBeNull();
});
