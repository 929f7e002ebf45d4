import { expect, test } from 'vitest';
import { fieldMax, fieldMin, fitField, wrapField } from '../../../src/base/integer-field.js';

const i8 = { isSigned: true, width: 8 };
const u8 = { isSigned: false, width: 8 };

test('the range of a type', () => {
  expect([fieldMin(i8), fieldMax(i8)]).toEqual([-128n, 127n]);
  expect([fieldMin(u8), fieldMax(u8)]).toEqual([0n, 255n]);
  expect(fieldMin({ isSigned: true, width: 64 })).toBe(-(2n ** 63n));
  expect(fieldMax({ isSigned: false, width: 63 })).toBe(2n ** 63n - 1n);
  expect([fieldMin({ isSigned: true, width: 1 }), fieldMax({ isSigned: true, width: 1 })]).toEqual([
    -1n,
    0n,
  ]);
});

test('a value in the range stays, whatever the overflow behaviour', () => {
  for (const overflow of ['WRAP', 'SAT', 'FAIL'] as const) {
    expect(fitField(i8, -128n, overflow)).toBe(-128n);
    expect(fitField(u8, 255n, overflow)).toBe(255n);
  }
});

test('a value beyond the range wraps, saturates or is refused', () => {
  expect(fitField(i8, 128n, 'WRAP')).toBe(-128n);
  expect(fitField(i8, 128n, 'SAT')).toBe(127n);
  expect(fitField(i8, -129n, 'SAT')).toBe(-128n);
  expect(fitField(i8, -129n, 'WRAP')).toBe(127n);
  expect(fitField(u8, -1n, 'SAT')).toBe(0n);
  expect(fitField(u8, 256n, 'FAIL')).toBeNull();
  expect(wrapField(u8, 0x1ffn)).toBe(255n);
});
