import { expect, test } from 'vitest';
import {
  RELEASE_DELETE,
  RELEASE_EXPIRY,
  RELEASE_REASON_COUNT,
} from '../../../src/memory/allocation-hooks.js';
import { ContextCounters } from '../../../src/profiler/context-counters.js';
import { FREE_REASONS, REASON_RESIZE } from '../../../src/profiler/free-reasons.js';
import { Prng, seedFrom } from '../../support/prng.js';

test('allocations count in use, cumulative, peak, largest and slack', () => {
  const counters = new ContextCounters(4);
  counters.allocated(2, 100, 28);
  counters.allocated(2, 300, 20);
  counters.released(2, 300, 20, RELEASE_EXPIRY);
  counters.allocated(2, 50, 14);
  expect(counters.inUseBytes(2)).toBe(150);
  expect(counters.inUseObjects(2)).toBe(2);
  expect(counters.cumulativeBytes(2)).toBe(450);
  expect(counters.cumulativeObjects(2)).toBe(3);
  expect(counters.peakBytes(2)).toBe(400);
  expect(counters.largestAllocationBytes(2)).toBe(300);
  expect(counters.slackBytes(2)).toBe(42);
  expect(counters.freedBytes(2, RELEASE_EXPIRY)).toBe(300);
  expect(counters.freedObjects(2, RELEASE_EXPIRY)).toBe(1);
  expect(counters.inUseBytes(1)).toBe(0);
  expect(counters.inUseBytes(3)).toBe(0);
});

test('a resize in place keeps the object and moves bytes between use and slack', () => {
  const counters = new ContextCounters(2);
  counters.allocated(1, 100, 28);
  counters.resized(1, 100, 120);
  expect(counters.inUseBytes(1)).toBe(120);
  expect(counters.slackBytes(1)).toBe(8);
  expect(counters.cumulativeBytes(1)).toBe(120);
  expect(counters.peakBytes(1)).toBe(120);
  expect(counters.largestAllocationBytes(1)).toBe(120);
  counters.resized(1, 120, 10);
  expect(counters.inUseBytes(1)).toBe(10);
  expect(counters.slackBytes(1)).toBe(118);
  expect(counters.freedBytes(1, REASON_RESIZE)).toBe(110);
  expect(counters.freedObjects(1, REASON_RESIZE)).toBe(0);
  expect(counters.inUseObjects(1)).toBe(1);
});

test('in use plus freed equals cumulative, whatever happens, also while growing', () => {
  const prng = new Prng(seedFrom('PROFILER_SEED'));
  console.log(`PROFILER_SEED=${prng.seed}`);
  const counters = new ContextCounters(8);
  const live: [number, number][] = [];
  for (let operation = 0; operation < 20_000; operation++) {
    if (operation === 7000) counters.grow(64);
    const choice = prng.integer(0, 3);
    const at = prng.integer(0, Math.max(0, live.length - 1));
    if (live.length === 0 || choice < 2) {
      const id = prng.integer(0, operation > 7000 ? 63 : 7);
      live.push([id, prng.integer(1, 9999)]);
      counters.allocated(id, live[live.length - 1][1], 1);
    } else if (choice === 2) {
      const after = prng.integer(1, 9999);
      counters.resized(live[at][0], live[at][1], after);
      live[at][1] = after;
    } else {
      const [[id, bytes]] = live.splice(at, 1);
      counters.released(id, bytes, 0, prng.integer(0, RELEASE_REASON_COUNT - 1));
    }
  }
  for (let id = 0; id < 64; id++) {
    let bytes = counters.inUseBytes(id);
    let objects = counters.inUseObjects(id);
    FREE_REASONS.forEach((_, reason) => {
      bytes += counters.freedBytes(id, reason);
      objects += counters.freedObjects(id, reason);
    });
    const mine = live.filter(([owner]) => owner === id);
    expect(counters.inUseBytes(id)).toBe(mine.reduce((sum, [, size]) => sum + size, 0));
    expect(counters.inUseObjects(id)).toBe(mine.length);
    expect(bytes).toBe(counters.cumulativeBytes(id));
    expect(objects).toBe(counters.cumulativeObjects(id));
  }
});

test('a copy stays as it was, and resetting history keeps what is in use', () => {
  const counters = new ContextCounters(4);
  counters.allocated(3, 70, 2);
  counters.allocated(3, 30, 2);
  counters.released(3, 70, 2, RELEASE_DELETE);
  const copy = counters.copy(4);
  counters.resetHistory();
  expect(copy.cumulativeBytes(3)).toBe(100);
  expect(copy.peakBytes(3)).toBe(100);
  expect(copy.freedBytes(3, RELEASE_DELETE)).toBe(70);
  expect(counters.inUseBytes(3)).toBe(30);
  expect(counters.inUseObjects(3)).toBe(1);
  expect(counters.slackBytes(3)).toBe(2);
  expect(counters.cumulativeBytes(3)).toBe(30);
  expect(counters.cumulativeObjects(3)).toBe(1);
  expect(counters.peakBytes(3)).toBe(30);
  expect(counters.freedBytes(3, RELEASE_DELETE)).toBe(0);
  counters.clear();
  expect(counters.inUseBytes(3)).toBe(0);
  expect(counters.cumulativeBytes(3)).toBe(0);
});
