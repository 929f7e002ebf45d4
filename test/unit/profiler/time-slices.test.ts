import { expect, test } from 'vitest';
import { SLICE_US, TimeSlices } from '../../../src/profiler/time-slices.js';
import { ManualClock } from '../../support/manual-clock.js';

test('a slice is over once its time is, seen at every so many steps or at once', async () => {
  const clock = new ManualClock();
  let pauses = 0;
  const slices = new TimeSlices(clock, async () => {
    pauses++;
  });
  for (let i = 0; i < 100; i++) expect(slices.isOver()).toBe(false);
  clock.advanceUs(SLICE_US);
  expect(slices.isOver('now')).toBe(true);
  let steps = 1;
  while (!slices.isOver()) steps++;
  expect(steps).toBe(32);
  await slices.next();
  expect(pauses).toBe(1);
  expect(slices.isOver('now')).toBe(false);
});
