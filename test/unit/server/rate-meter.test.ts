import { expect, test } from 'vitest';
import { RateMeter } from '../../../src/server/rate-meter.js';

test('a steady counter gives its rate after 16 samples', () => {
  const meter = new RateMeter(1000, 0);
  for (let i = 1; i <= 16; i++) meter.sample(1000 + i * 100, i * 50);
  expect(meter.perSecond).toBe(500);
  for (let i = 17; i <= 24; i++) meter.sample(1000 + i * 100, 800);
  expect(meter.perSecond).toBe(250);
});

test('a counter that was reset starts at 0', () => {
  const meter = new RateMeter(0, 1_000_000);
  meter.sample(100, 10);
  expect(meter.perSecond).toBe(100 / 16);
});

test('time that stands still or goes back counts nothing', () => {
  const meter = new RateMeter(1000, 0);
  meter.sample(1000, 10);
  meter.sample(900, 20);
  expect(meter.perSecond).toBe(0);
  meter.sample(1100, 10);
  expect(meter.perSecond).toBe(100 / 16);
  meter.reset();
  expect(meter.perSecond).toBe(0);
});
