import { expect, test } from 'vitest';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

test('what was there is attributed by prefix, type and database, without a command', async () => {
  const world = new ProfiledKeyspace();
  for (let i = 0; i < 100; i++) world.set(`a:${i}`, 10);
  for (let i = 0; i < 5; i++) world.set(`b:${i}`, 100_000, -1, 1);
  world.set(`long:${'k'.repeat(2000)}`, 3);
  world.profiler.enable();
  await world.timers.runAll();
  const profile = world.profiler.profile();
  expect(profile.coverage).toBe(1);
  const rows = [...profile.ids].map((id) => profile.contextOf(id));
  const items = rows.filter((row) => row.site === 'item.place');
  expect(
    items.map(({ prefix, command, db, encoding, inUseObjects, stackId }) => [
      prefix,
      command,
      db,
      encoding,
      inUseObjects,
      stackId,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['a:', '(before enable)', 0, 'embstr', 100, 0],
      ['b:', '(before enable)', 1, 'paged', 5, 0],
      ['long:', '(before enable)', 0, 'embstr', 1, 0],
    ]),
  );
  world.finish();
});

test('writes between the slices are attributed once, and what they remove is not', async () => {
  const world = new ProfiledKeyspace();
  for (let i = 0; i < 3000; i++) world.set(`old:${i}`, 30);
  world.profiler.enable();
  expect(world.profiler.isWalking).toBe(true);
  expect(world.profiler.profile().coverage).toBeLessThan(1);
  let i = 0;
  let slices = 0;
  while (world.timers.pending > 0) {
    slices++;
    for (let k = 0; k < 40; k++) {
      world.set(`new:${i}`, 30);
      world.set(`old:${(i * 7) % 3000}`, 31);
      world.remove(`old:${(i * 11 + 5) % 3000}`);
      i++;
    }
    world.profiler.verify();
    await world.timers.runOnce();
  }
  expect(slices).toBeGreaterThan(5);
  expect(world.profiler.isWalking).toBe(false);
  expect(world.profiler.profile().coverage).toBe(1);
  const all = Object.entries(world.byPrefix()).filter(([prefix]) => !prefix.startsWith('('));
  const objects = all.reduce((sum, [, [, count]]) => sum + count, 0);
  expect(objects).toBe(world.db().size);
  world.finish();
});

test('a walk that is cut short by DISABLE leaves no trace in the next one', async () => {
  const world = new ProfiledKeyspace();
  for (let i = 0; i < 3000; i++) world.set(`old:${i}`, 30);
  world.profiler.enable();
  world.profiler.disable();
  world.profiler.enable();
  await world.timers.runAll();
  expect(world.profiler.profile().coverage).toBe(1);
  expect(world.profiler.walkedItems).toBe(3000);
  world.finish();
});
