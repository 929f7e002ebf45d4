import { describe, expect, test } from 'vitest';
import {
  integerWidth,
  readStoredBigInteger,
  readStoredInteger,
  writeStoredBigInteger,
  writeStoredInteger,
} from '../../../src/keyspace/stored-integer.js';

const SAFE_MAX = Number.MAX_SAFE_INTEGER;
const EDGES = [0, 1, 2, 3, 4, 5, 6].flatMap((bytes) => {
  const limit = 2 ** (8 * bytes + 7);
  return [limit - 1, limit, -limit, -limit - 1].filter(Number.isSafeInteger);
});

describe('safe integers', () => {
  test.each([0, 1, -1, 42, SAFE_MAX, -SAFE_MAX, ...EDGES])('%i comes back', (value) => {
    const bytes = new Uint8Array(20).fill(0xee);
    const width = integerWidth(value);
    writeStoredInteger(bytes, 5, value, width);
    expect(bytes[5]).toBe(width);
    expect(readStoredInteger(bytes, 5)).toBe(value);
    expect(readStoredBigInteger(bytes, 5)).toBe(BigInt(value));
    expect([bytes[4], bytes[6 + width]]).toEqual([0xee, 0xee]);
  });

  test('take as few bytes as they need', () => {
    const widths = [0, 127, -128, 128, -129, 32_767, 32_768, 2 ** 31 - 1, 2 ** 31, SAFE_MAX];
    expect(widths.map(integerWidth)).toEqual([0, 1, 1, 2, 2, 2, 3, 4, 5, 7]);
  });
});

test.each([2n ** 63n - 1n, -(2n ** 63n), BigInt(SAFE_MAX) + 1n, -BigInt(SAFE_MAX) - 1n, 5n])(
  '%i comes back from full width',
  (value) => {
    const bytes = new Uint8Array(12);
    writeStoredBigInteger(bytes, 1, value);
    expect(readStoredBigInteger(bytes, 1)).toBe(value);
    const isSafe = value === 5n;
    expect(readStoredInteger(bytes, 1)).toBe(isSafe ? 5 : Number.NaN);
  },
);
