import { expect, test } from 'vitest';
import { systemClock } from '../../../src/platform/clock.js';

test('the system clock gives the time in milliseconds and, in step, in microseconds', () => {
  const before = Date.now();
  const nowMs = systemClock.nowMs();
  const nowUs = systemClock.nowUs();
  const after = Date.now();
  expect(Number.isSafeInteger(nowMs) && Number.isSafeInteger(nowUs)).toBe(true);
  expect(nowMs >= before && nowMs <= after).toBe(true);
  expect(nowUs / 1000).toBeGreaterThan(before - 3);
  expect(nowUs / 1000).toBeLessThan(after + 3);
});

test('microseconds are finer than milliseconds', () => {
  const seen = new Set<number>();
  const end = performance.now() + 20;
  while (performance.now() < end) seen.add(systemClock.nowUs() % 1000);
  expect(seen.size).toBeGreaterThan(10);
});

test('the monotonic clock counts microseconds and never goes back', () => {
  const start = systemClock.monotonicUs();
  const startMs = performance.now();
  let last = start;
  while (performance.now() < startMs + 20) {
    const now = systemClock.monotonicUs();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
  const elapsed = systemClock.monotonicUs() - start;
  expect(elapsed).toBeGreaterThan(19_000);
  expect(elapsed).toBeLessThan(5_000_000);
});
