import { expect, test } from 'vitest';
import { Compaction } from '../../../src/keyspace/compaction.js';
import { NO_EXPIRY } from '../../../src/keyspace/item-layout.js';
import type { HeapContext } from '../../../src/profiler/heap-snapshot.js';
import { COMMAND_NAMES, ProfiledKeyspace } from '../../support/profiled-keyspace.js';

function enabled(options = {}): ProfiledKeyspace {
  const world = new ProfiledKeyspace();
  world.profiler.enable(options);
  return world;
}

function contexts(world: ProfiledKeyspace, site = 'item.place'): HeapContext[] {
  const profile = world.profiler.profile();
  const rows = [...profile.ids].map((id) => profile.contextOf(id));
  return rows.filter((row) => row.site === site);
}

function only(world: ProfiledKeyspace, prefix: string): HeapContext {
  const found = contexts(world).filter((row) => row.prefix === prefix);
  expect(found.length).toBe(1);
  return found[0] as HeapContext;
}

test('a context is site, command, prefix, encoding and database', () => {
  const world = enabled();
  world.origin.commandIndex = COMMAND_NAMES.indexOf('append');
  world.set('user:1', 50, -1, 2);
  world.origin.commandIndex = -1;
  world.set('user:2', 3);
  expect(contexts(world)).toMatchObject([
    { command: 'append', prefix: 'user:', type: 'string', encoding: 'raw', db: 2, user: 'default' },
    { command: '(server)', prefix: 'user:', encoding: 'embstr', db: 0 },
  ]);
  expect(contexts(world)[0]).toMatchObject({ inUseBytes: 5 + 6 + 1 + 50, inUseObjects: 1 });
  world.finish();
});

test('why bytes are gone: deleted, overwritten, expired, flushed', () => {
  const world = enabled();
  world.set('a:1', 10);
  world.remove('a:1');
  world.set('a:1', 10);
  world.set('a:1', 12); // in place
  world.set('a:1', 400); // in another slot
  const expireAt = world.clock.nowMs() + 5;
  world.set('a:2', 10, expireAt);
  world.advanceMs(10);
  world.find('a:2');
  world.set('a:3', 10);
  world.db().flush();
  const all = contexts(world);
  const freed = (reason: 'del' | 'overwrite' | 'expiry' | 'flush'): number =>
    all.reduce((sum, row) => sum + row.freed[reason].objects, 0);
  expect([freed('del'), freed('overwrite'), freed('expiry'), freed('flush')]).toEqual([1, 2, 1, 2]);
  expect(all.reduce((sum, row) => sum + row.inUseObjects, 0)).toBe(0);
  world.finish();
});

test('an overwritten value belongs to whoever wrote it last', () => {
  const world = enabled();
  world.set('a:1', 10);
  world.origin.commandIndex = COMMAND_NAMES.indexOf('append');
  world.set('a:1', 10);
  const rows = contexts(world).map(({ command, inUseObjects }) => [command, inUseObjects]);
  expect(rows).toEqual([
    ['set', 0],
    ['append', 1],
  ]);
  world.finish();
});

test('another time to expire moves the item, and it stays its writer’s', () => {
  const world = enabled();
  world.set('a:1', 10);
  const before = only(world, 'a:');
  world.origin.commandIndex = COMMAND_NAMES.indexOf('expire');
  world.find('a:1');
  world.db().setExpiry(world.clock.nowMs() + 1000);
  const after = only(world, 'a:');
  expect(after).toMatchObject({ command: 'set', inUseObjects: 1, cumulativeObjects: 1 });
  expect(after.inUseBytes).toBe(before.inUseBytes + 8);
  world.find('a:1');
  world.db().setExpiry(NO_EXPIRY);
  expect(only(world, 'a:').inUseBytes).toBe(before.inUseBytes);
  expect(only(world, 'a:').freed.resize.bytes).toBe(8);
  world.finish();
});

test('a renamed key takes its value along to the new prefix', () => {
  const world = enabled();
  world.set('a:1', 100_000);
  const [bytes, objects] = world.byPrefix()['a:'] as [number, number];
  world.find('a:1');
  world.db().moveFound(world.db(), Buffer.from('b:1'), NO_EXPIRY);
  const sums = world.byPrefix();
  expect(sums['a:']).toEqual([0, 0]);
  expect(sums['b:']).toEqual([bytes, objects]);
  const heads = contexts(world, 'string.head').map(({ prefix, freed }) => [
    prefix,
    freed.move.objects,
    freed.overwrite.objects,
  ]);
  expect(heads).toEqual([
    ['a:', 1, 0],
    ['b:', 0, 0],
  ]);
  world.finish();
});

test('compaction moves items and nobody’s counts change', () => {
  const world = enabled();
  for (let i = 0; i < 4000; i++) world.set(`${i % 2 === 0 ? 'a' : 'b'}:${i}`, 40 + (i % 3) * 800);
  for (let i = 0; i < 4000; i++) {
    if (i % 7 !== 0) world.remove(`${i % 2 === 0 ? 'a' : 'b'}:${i}`);
  }
  const before = JSON.stringify(contexts(world));
  const pages = world.memory.pagesInUse;
  const steps = new Compaction(world.keyspace).run();
  while (steps.next().done !== true);
  expect(world.memory.pagesInUse).toBeLessThan(pages);
  expect(JSON.stringify(contexts(world))).toBe(before);
  world.finish();
});

test('after SWAPDB memory is reported under the number that its database has now', () => {
  const world = enabled();
  world.set('a:1', 10, -1, 0);
  world.keyspace.swap(0, 2);
  expect(only(world, 'a:').db).toBe(2);
  world.db(0).flush();
  expect(only(world, 'a:').inUseObjects).toBe(1);
  world.db(2).flush();
  expect(only(world, 'a:').inUseObjects).toBe(0);
  world.finish();
});

test('the prefix ends behind the chosen delimiter, at the chosen depth', () => {
  const world = enabled({ delimiters: Buffer.from('|/'), prefixDepth: 2, prefixBytesMax: 8 });
  for (const key of ['a|b/c|d', 'x:y', 'long-long|z']) world.set(key, 1);
  expect(Object.keys(world.byPrefix()).filter((name) => !name.includes('(i'))).toEqual(
    expect.arrayContaining(['a|b/', '(none)']),
  );
  expect(world.byPrefix()['(none)']?.[1]).toBe(2);
  world.finish();
});

test('exact stacks are part of the context; without stacks it has none', () => {
  const world = enabled({ stacks: 'exact', depth: 12 });
  const here = (): void => void world.set('a:1', 2000);
  const there = (): void => void world.set('a:2', 2000);
  for (const write of [here, there, here]) write();
  expect(
    contexts(world, 'string.head')
      .map((row) => row.inUseObjects)
      .sort(),
  ).toEqual([1, 1]);
  expect(new Set(contexts(world, 'string.head').map((row) => row.stackId)).size).toBe(2);
  world.profiler.enable({ stacks: 'none' });
  world.set('new:1', 10);
  expect(only(world, 'new:').stackId).toBe(0);
  world.finish();
});

test('what has no room for a context is counted under other, flushed ones too', () => {
  const world = enabled({ prefixBytesMax: 256, stacks: 'none' });
  for (let i = 0; i < 17_000; i++) world.set(`${i}:x`, 1, -1, i % 2);
  expect(world.profiler.contextsDropped).toBeGreaterThan(0);
  const sums = world.byPrefix();
  expect(sums['(other)']?.[1]).toBe(world.profiler.contextsDropped);
  world.profiler.verify();
  world.db(1).flush();
  world.profiler.verify();
  const left = world.byPrefix()['(other)']?.[1] ?? 0;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(sums['(other)']?.[1] ?? 0);
  world.finish();
}, 60_000);
