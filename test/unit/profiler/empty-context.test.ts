import { expect, test } from 'vitest';
import { addCounters, emptyContext } from '../../../src/profiler/empty-context.js';
import { FREE_REASONS } from '../../../src/profiler/free-reasons.js';

test('adding sums every counter and takes the larger largest allocation', () => {
  const into = emptyContext(1, 'x');
  const from = emptyContext(2, 'y');
  const numbers = [
    'inUseBytes',
    'inUseObjects',
    'cumulativeBytes',
    'cumulativeObjects',
    'peakBytes',
    'slackBytes',
  ] as const;
  for (const [position, name] of numbers.entries()) from[name] = position + 10;
  for (const [position, name] of FREE_REASONS.entries()) {
    from.freed[name] = { bytes: position + 100, objects: position + 1 };
  }
  from.largestAllocationBytes = 9;
  addCounters(into, from);
  addCounters(into, { ...from, largestAllocationBytes: 4 });
  for (const [position, name] of numbers.entries()) expect(into[name]).toBe(2 * (position + 10));
  for (const [position, name] of FREE_REASONS.entries()) {
    expect(into.freed[name]).toEqual({ bytes: 2 * (position + 100), objects: 2 * (position + 1) });
  }
  expect(into.largestAllocationBytes).toBe(9);
  expect([into.id, into.site, into.db]).toEqual([1, 'x', -1]);
});

test('two empty contexts share nothing', () => {
  emptyContext(1, 'x').freed.del.bytes = 5;
  expect(emptyContext(1, 'x').freed.del.bytes).toBe(0);
});
