import { expect, test } from 'vitest';
import { CONTEXTS_PER_SLICE, forEachSliced } from '../../../src/profiler/sliced-work.js';

test('every item has its turn in order, with a pause after each slice', async () => {
  const items = Array.from({ length: CONTEXTS_PER_SLICE * 2 + 1 }, (_, index) => index);
  const seen: number[] = [];
  const pausedAt: number[] = [];
  const pause = async (): Promise<void> => {
    pausedAt.push(seen.length);
  };
  await forEachSliced(items, pause, (item) => seen.push(item));
  expect(seen).toEqual(items);
  expect(pausedAt).toEqual([CONTEXTS_PER_SLICE, CONTEXTS_PER_SLICE * 2]);
});
