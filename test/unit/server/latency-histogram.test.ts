import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../../../src/server/latency-histogram.js';
import { Prng, seedFrom } from '../../support/prng.js';

describe('a latency histogram', () => {
  it('is empty at first and after a reset', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.total, histogram.percentileUs(50)]).toEqual([0, 0]);
    histogram.record(5);
    histogram.reset();
    expect([histogram.total, histogram.percentileUs(50), histogram.countUpTo(1e9)]).toEqual([
      0, 0, 0,
    ]);
  });

  it('knows short durations to the nanosecond', () => {
    for (let ns = 0; ns < 64; ns++) {
      const histogram = new LatencyHistogram();
      histogram.record(ns / 1000);
      expect(histogram.percentileUs(100) * 1000).toBeCloseTo(ns, 6);
    }
  });

  it('rounds up by 3.2 % at most, from nanoseconds to seconds', () => {
    const seed = seedFrom('HISTOGRAM_SEED');
    console.info(`HISTOGRAM_SEED=${seed}`);
    const prng = new Prng(seed);
    const powers = [31, 32, 33].flatMap((bits) => [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]);
    const random = Array.from({ length: 5000 }, () => {
      return Math.floor(2 ** (prng.integer(0, 33_900) / 1000));
    });
    for (const ns of [...powers, ...random]) {
      const histogram = new LatencyHistogram();
      histogram.record(ns / 1000);
      const shown = histogram.percentileUs(50) * 1000;
      if (shown < ns - 0.5 || shown > ns * 1.032 + 1) expect.fail(`${ns} ns shown as ${shown}`);
    }
  });

  it('takes percentiles as the share of durations that do not exceed them', () => {
    const histogram = new LatencyHistogram();
    for (let us = 1; us <= 1000; us++) histogram.record(us);
    for (const percent of [1, 50, 90, 99, 99.9, 100]) {
      const exact = percent * 10;
      expect(histogram.percentileUs(percent)).toBeGreaterThanOrEqual(exact * 0.999);
      expect(histogram.percentileUs(percent)).toBeLessThan(exact * 1.04);
    }
  });

  it('counts several executions at once', () => {
    const histogram = new LatencyHistogram();
    histogram.record(10, 99);
    histogram.record(1000, 1);
    expect(histogram.total).toBe(100);
    expect(histogram.percentileUs(99)).toBeLessThan(11);
    expect(histogram.percentileUs(99.5)).toBeGreaterThan(999);
  });

  it('counts durations up to a limit', () => {
    const histogram = new LatencyHistogram();
    for (const us of [1, 2, 4, 8, 16_000]) histogram.record(us);
    expect([1.1, 2.1, 5, 100, 20_000].map((limit) => histogram.countUpTo(limit))).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('takes what is below nothing as nothing, and what is too long as very long', () => {
    const histogram = new LatencyHistogram();
    histogram.record(-5);
    expect(histogram.percentileUs(100)).toBe(0);
    histogram.record(1e12);
    expect(histogram.percentileUs(100)).toBeGreaterThan(17e6);
    expect(histogram.total).toBe(2);
  });
});
