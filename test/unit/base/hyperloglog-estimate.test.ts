import { expect, test } from 'vitest';
import { estimateCardinality, HISTOGRAM_SIZE } from '../../../src/base/hyperloglog-estimate.js';
import { HLL_REGISTER_COUNT } from '../../../src/base/hyperloglog-layout.js';
import { Prng, seedFrom } from '../../support/prng.js';

function estimateOf(counts: Record<number, number>): bigint {
  const histogram = new Int32Array(HISTOGRAM_SIZE);
  let rest = HLL_REGISTER_COUNT;
  for (const [value, count] of Object.entries(counts)) {
    histogram[Number(value)] = count;
    rest -= count;
  }
  histogram[0] += rest;
  return estimateCardinality(histogram);
}

test('no register raised is no element, and a few are counted exactly', () => {
  expect(estimateOf({})).toBe(0n);
  expect(estimateOf({ 1: 1 })).toBe(1n);
  expect(estimateOf({ 7: 1 })).toBe(1n);
  expect(estimateOf({ 1: 5, 2: 3, 3: 2 })).toBe(10n);
});

test('all registers as high as they go are too great a number', () => {
  expect(estimateOf({ 51: HLL_REGISTER_COUNT })).toBe(-(2n ** 63n));
  expect(estimateOf({ 63: HLL_REGISTER_COUNT })).toBe(-(2n ** 63n));
  expect(estimateOf({ 40: HLL_REGISTER_COUNT })).toBeGreaterThan(10n ** 15n);
});

test('stays within three per cent from a hundred to a million elements', () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  const registers = new Uint8Array(HLL_REGISTER_COUNT);
  let elements = 0;
  for (const checkpoint of [100, 1000, 10_000, 100_000, 1_000_000]) {
    for (; elements < checkpoint; elements++) {
      const index = prng.next() & (HLL_REGISTER_COUNT - 1);
      const value = Math.min(51, Math.clz32(prng.next()) + 1);
      if (value > registers[index]) registers[index] = value;
    }
    const histogram = new Int32Array(HISTOGRAM_SIZE);
    for (const value of registers) histogram[value]++;
    const error = Math.abs(Number(estimateCardinality(histogram)) - checkpoint) / checkpoint;
    expect(error, `${checkpoint} elements, seed ${seed}`).toBeLessThan(0.03);
  }
});
