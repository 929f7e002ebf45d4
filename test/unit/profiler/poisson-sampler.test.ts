import { expect, test } from 'vitest';
import { PoissonSampler, SampleEstimate } from '../../../src/profiler/poisson-sampler.js';
import { Prng } from '../../support/prng.js';

const MIB = 1024 * 1024;
const SITE_BYTES = 16 * MIB;
const MEAN_BYTES = 64 * 1024;

/** Allocates 16 MiB in pieces of that size, sampled with the seed. */
function sampleSite(seed: number, nextSize: (prng: Prng) => number) {
  const prng = new Prng(seed);
  const sampler = new PoissonSampler(MEAN_BYTES, () => prng.next() / 2 ** 32);
  const estimate = new SampleEstimate();
  let bytes = 0;
  let objects = 0;
  while (bytes < SITE_BYTES) {
    const size = Math.min(nextSize(prng), SITE_BYTES - bytes);
    bytes += size;
    objects++;
    if (sampler.isSample(size)) estimate.add(size, sampler.weight(size));
  }
  return { estimate, objects };
}

const SITES: [name: string, nextSize: (prng: Prng) => number][] = [
  ['equal small allocations', () => 512],
  ['allocations about as large as the gap', () => MEAN_BYTES],
  ['sizes from 16 bytes to 64 KiB', (prng) => 2 ** prng.integer(4, 16)],
];

// The seeds are fixed, so that a run says the same each time: the bounds are statistical.
test.each(SITES)('%s: over 200 seeds the mean is right and intervals hold', (_name, nextSize) => {
  let bytes = 0;
  let objectsError = 0;
  let covered = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { estimate, objects } = sampleSite(seed, nextSize);
    const { low, high } = estimate.bytesInterval();
    bytes += estimate.bytes;
    objectsError += (estimate.objects - objects) / objects;
    if (low <= SITE_BYTES && SITE_BYTES <= high) covered++;
  }
  console.log(`mean ${bytes / 200 / SITE_BYTES}, covered ${covered / 2} %`);
  expect(Math.abs(bytes / 200 / SITE_BYTES - 1)).toBeLessThanOrEqual(0.01);
  expect(Math.abs(objectsError / 200)).toBeLessThanOrEqual(0.06);
  expect(covered / 200).toBeGreaterThanOrEqual(0.93);
  expect(covered / 200).toBeLessThanOrEqual(0.97);
});

test('gaps are exponential: mean and deviation are the mean gap', () => {
  const prng = new Prng(5);
  const sampler = new PoissonSampler(1000, () => prng.next() / 2 ** 32);
  const gaps: number[] = [];
  for (let gap = 1; gaps.length < 4000; gap++) {
    if (!sampler.isSample(1)) continue;
    gaps.push(gap);
    gap = 0;
  }
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  expect(mean).toBeGreaterThan(950);
  expect(mean).toBeLessThan(1050);
  expect(Math.sqrt(variance)).toBeGreaterThan(930);
  expect(Math.sqrt(variance)).toBeLessThan(1070);
});

test('the weight is the inverse of the probability, at least 1, and exact for tiny sizes', () => {
  const sampler = new PoissonSampler(MIB, () => 0.5);
  expect(sampler.weight(MIB)).toBeCloseTo(1 / (1 - Math.exp(-1)), 12);
  expect(sampler.weight(1)).toBeCloseTo(MIB + 0.5, 3);
  expect(sampler.weight(1000 * MIB)).toBe(1);
  expect(sampler.weight(0)).toBe(0);
});

test('any source of randomness gives finite gaps, and an interval without doubt is a point', () => {
  for (const number of [0, 1 - 2 ** -53]) {
    const sampler = new PoissonSampler(100, () => number);
    let bytes = 0;
    while (!sampler.isSample(10)) bytes += 10;
    expect(bytes).toBeLessThan(100 * 40);
  }
  const estimate = new SampleEstimate();
  expect(estimate.bytesInterval()).toEqual({ low: 0, high: 0 });
  estimate.add(500, 1);
  expect(estimate.bytesInterval()).toEqual({ low: 500, high: 500 });
  expect([estimate.samples, estimate.objects]).toEqual([1, 1]);
});

test('a mean that is no distance is refused', () => {
  for (const mean of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => new PoissonSampler(mean, () => 0.5)).toThrow('mean gap');
  }
});
