import { expect, test } from 'vitest';
import { namedDiff, namedRows } from '../../../src/profiler/profile-rows.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

function grownWorld() {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 10; i++) world.set(`old:${i}`, 100);
  const before = world.profiler.profile().compact(1);
  for (let i = 0; i < 20; i++) world.set(`new:${i}`, 200);
  for (let i = 0; i < 5; i++) world.remove(`old:${i}`);
  return { world, before };
}

test('a difference has what grew first and what shrank last, and sums to the total', () => {
  const { world, before } = grownWorld();
  const profile = world.profiler.profile();
  const after = profile.compact(2);
  const diff = namedDiff(profile, before, after, ['prefix'], 10);
  expect(diff.rows[0]?.names).toEqual(['new:']);
  expect(diff.rows[0]?.growthObjects).toBe(20);
  expect(diff.rows.at(-1)?.names).toEqual(['old:']);
  expect(diff.rows.at(-1)?.growthObjects).toBe(-5);
  const sum = diff.rows.reduce((total, row) => total + row.growthBytes, 0);
  expect(sum + diff.remainder.growthBytes).toBe(diff.total.growthBytes);
  const live = world.profiler.accounts().totals.liveBytes;
  expect(diff.total.bytesAfter).toBe(live);
  world.finish();
});

test('a limited number of rows keeps the largest changes of both signs', () => {
  const { world, before } = grownWorld();
  const profile = world.profiler.profile();
  const diff = namedDiff(profile, before, profile.compact(2), ['prefix'], 1);
  expect(diff.rows.map((row) => row.names[0])).toEqual(['new:']);
  expect(diff.remainder.growthBytes).toBe(
    diff.total.growthBytes - (diff.rows[0]?.growthBytes ?? 0),
  );
  world.finish();
});

test('the rows of one snapshot are what was in use', () => {
  const { world, before } = grownWorld();
  const { rows, total } = namedRows(world.profiler.profile(), before, ['prefix'], 10);
  const old = rows.find((row) => row.names[0] === 'old:');
  expect(old).toMatchObject({ bytesBefore: 0, objectsAfter: 10 });
  expect(total.bytesAfter).toBe(before.bytes.reduce((sum, bytes) => sum + bytes, 0));
  world.finish();
});
