import { expect, test } from 'vitest';
import { largestKeys } from '../../../src/profiler/largest-keys.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

test('the largest keys of all databases, largest first, with what they occupy', async () => {
  const world = new ProfiledKeyspace();
  for (let i = 0; i < 500; i++) world.set(`small:${i}`, i % 50, -1, i % 3);
  world.set('big', 100_000, -1, 2);
  world.set('middle\n', 40_000);
  const finding = largestKeys(world.keyspace, 3, world.profiler.newSlices());
  // More slices than one: the clock ticks at every look.
  expect(world.timers.pending).toBe(1);
  await world.timers.runAll();
  const found = await finding;
  expect(found.map((key) => key.key).slice(0, 2)).toEqual(['big', 'middle\\x0a']);
  expect(found.length).toBe(3);
  expect(found[0]).toMatchObject({ db: 2, type: 'string', encoding: 'paged' });
  world.find('big', 2);
  const { items, view } = world.db(2);
  expect(found[0]?.bytes).toBe(items.occupiedBytes(view));
  expect(found[0]?.bytes).toBeGreaterThan(100_000);
  world.finish();
});
