import { expect, test } from 'vitest';
import { StackSampler } from '../../../src/profiler/stack-sampler.js';
import { Prng, seedFrom } from '../../support/prng.js';

test('estimates of two places are near the truth and their intervals hold it', () => {
  const seed = seedFrom('SAMPLER_SEED');
  console.log(`SAMPLER_SEED=${seed}`);
  const prng = new Prng(seed);
  let place = 1;
  const sampler = new StackSampler(
    2000,
    () => prng.next() / 2 ** 32,
    () => place,
  );
  const truth = [0, 0, 0];
  for (let i = 0; i < 100_000; i++) {
    place = prng.chance(0.25) ? 2 : 1;
    const bytes = prng.integer(10, 400);
    truth[place] += bytes;
    sampler.allocated(bytes);
  }
  const listed = sampler.list();
  expect(listed.map((sample) => sample.stackId)).toEqual([1, 2]);
  for (const { stackId, bytes, lowBytes, highBytes, samples } of listed) {
    // About 10,000 samples: an error of 10 % is ten standard deviations.
    expect(Math.abs(bytes / (truth[stackId] as number) - 1)).toBeLessThan(0.1);
    expect(lowBytes).toBeLessThan(bytes);
    expect(highBytes).toBeGreaterThan(bytes);
    expect(samples).toBeGreaterThan(1000);
  }
  sampler.reset();
  expect(sampler.list()).toEqual([]);
});
