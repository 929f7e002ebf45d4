import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.js';

test('the same seeds give the same numbers, other seeds others', () => {
  const first = new Random(1, 2);
  const again = new Random(1, 2);
  const other = new Random(2, 1);
  const numbers = Array.from({ length: 50 }, () => first.nextUint32());
  expect(Array.from({ length: 50 }, () => again.nextUint32())).toEqual(numbers);
  expect(Array.from({ length: 50 }, () => other.nextUint32())).not.toEqual(numbers);
  expect(new Set(numbers).size).toBe(50);
});

test('follows xoshiro128**', () => {
  const random = new Random(7, 8);
  const fields = random as unknown as Record<'a' | 'b' | 'c' | 'd', number>;
  [fields.a, fields.b, fields.c, fields.d] = [1, 2, 3, 4];
  // Computed by hand from the definition, state 1, 2, 3, 4.
  expect([random.nextUint32(), random.nextUint32()]).toEqual([11520, 0]);
  expect(random.nextUint32()).toBe(5927040);
});

test('seeds of zero are as good as any', () => {
  const random = new Random(0, 0);
  const ones = new Array<number>(32).fill(0);
  const rounds = 4000;
  for (let round = 0; round < rounds; round++) {
    const bits = random.nextUint32();
    expect(bits >>> 0).toBe(bits);
    for (let bit = 0; bit < 32; bit++) ones[bit] += (bits >>> bit) & 1;
  }
  for (const count of ones) expect(Math.abs(count - rounds / 2)).toBeLessThan(rounds * 0.05);
});

test('nextBelow is even over small limits', () => {
  const random = new Random(3, 4);
  for (const limit of [1, 2, 3, 7, 10]) {
    const counts = new Array<number>(limit).fill(0);
    for (let round = 0; round < 3000 * limit; round++) counts[random.nextBelow(limit)]++;
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(300);
  }
});

test('nextBelow is even over limits that do not divide 2^32 and over wide ones', () => {
  const random = new Random(5, 6);
  for (const limit of [3 * 2 ** 30, 2 ** 32, 3 * 2 ** 33, 2 ** 53]) {
    let low = 0;
    for (let round = 0; round < 3000; round++) {
      const value = random.nextBelow(limit);
      expect(Number.isSafeInteger(value) && value >= 0 && value < limit).toBe(true);
      if (value < limit / 3) low++;
    }
    expect(Math.abs(low - 1000)).toBeLessThan(150);
  }
});

test('nextDouble fills [0, 1)', () => {
  const random = new Random(9, 10);
  const tenths = new Array<number>(10).fill(0);
  for (let round = 0; round < 10_000; round++) {
    const value = random.nextDouble();
    expect(value >= 0 && value < 1).toBe(true);
    tenths[Math.floor(value * 10)]++;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
