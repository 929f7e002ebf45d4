import { expect, it } from 'vitest';
import { systemRandom } from '../../../src/platform/random.js';

it('gives signed 32-bit integers, each bit set about half of the time', () => {
  const draws = 20_000;
  const ones = new Array<number>(32).fill(0);
  const seen = new Set<number>();
  for (let i = 0; i < draws; i++) {
    const value = systemRandom();
    expect(value | 0).toBe(value);
    seen.add(value);
    for (let bit = 0; bit < 32; bit++) ones[bit] = (ones[bit] as number) + ((value >>> bit) & 1);
  }
  // Twelve standard deviations: a fair source fails once in 10^30 runs.
  for (const count of ones) expect(Math.abs(count - draws / 2)).toBeLessThan(850);
  expect(seen.size).toBeGreaterThan(draws - 20);
});
