import { expect, test } from 'vitest';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

test('nothing is hooked before ENABLE and after DISABLE', () => {
  const world = new ProfiledKeyspace();
  const { profiler, memory } = world;
  expect([profiler.isEnabled, profiler.hasProfile, memory.hooks]).toEqual([false, false, null]);
  expect(() => profiler.profile()).toThrow('there is no profile');
  profiler.enable();
  expect([profiler.isEnabled, profiler.hasProfile]).toEqual([true, true]);
  expect(memory.hooks).not.toBeNull();
  profiler.disable();
  expect([profiler.isEnabled, profiler.hasProfile, memory.hooks]).toEqual([false, true, null]);
  expect(memory.pagesInUse).toBe(0);
  world.finish();
});

test('after DISABLE the profile is that of the moment, whatever is written then', () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 50; i++) world.set(`a:${i}`, 100);
  const before = world.byPrefix();
  world.profiler.disable();
  for (let i = 0; i < 500; i++) world.set(`b:${i}`, 100);
  world.db(0).flush();
  expect(world.byPrefix()).toEqual(before);
  expect(world.profiler.profile().coverage).toBe(1);
  world.profiler.reset();
  expect(world.profiler.hasProfile).toBe(false);
  world.finish();
});

test('ENABLE while enabled replaces options and keeps counts', () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable({ depth: 3 });
  world.set('a:1', 10);
  const { sinceMs } = world.profiler;
  world.advanceMs(1000);
  world.profiler.enable({ stacks: 'none' });
  expect(world.profiler.options).toMatchObject({ depth: 3, stacks: 'none' });
  expect(world.profiler.sinceMs).toBe(sinceMs);
  expect(world.byPrefix()['a:']?.[1]).toBe(1);
  world.profiler.disable();
  world.profiler.enable();
  expect(world.profiler.options).toMatchObject({ depth: 24, stacks: 'memo' });
  expect(world.profiler.sinceMs).toBe((sinceMs ?? 0) + 1000);
  world.finish();
});

test('RESET while enabled starts history anew and keeps what is in use', () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 20; i++) world.set(`a:${i}`, 100);
  for (let i = 0; i < 15; i++) world.remove(`a:${i}`);
  world.profiler.reset();
  const profile = world.profiler.profile();
  const rows = [...profile.ids].map((id) => profile.contextOf(id));
  const item = rows.find((row) => row.prefix === 'a:');
  expect(item).toMatchObject({ inUseObjects: 5, cumulativeObjects: 5 });
  expect(item?.freed.del.objects).toBe(0);
  expect(world.profiler.peak()?.objects).toBe(5);
  world.finish();
});

test('snapshots stay comparable over DISABLE and ENABLE, and go with RESET', async () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  world.set('a:1', 10);
  const snapshot = world.profiler.profile().compact(1);
  world.profiler.snapshots.save('s', snapshot);
  world.profiler.disable();
  world.profiler.enable();
  await world.timers.runAll();
  expect(world.profiler.snapshots.get('s')).toBe(snapshot);
  world.profiler.disable();
  world.profiler.reset();
  expect(world.profiler.snapshots.count).toBe(0);
  world.finish();
});

test('what the profiler takes is at most 4 bytes an allocation and a fixed part', () => {
  const world = new ProfiledKeyspace({ memory: { isVerifying: false } });
  world.profiler.enable();
  const fixed = world.profiler.memoryBytes;
  const count = 200_000;
  for (let i = 0; i < count; i++) world.set(`key:${i}`, 20);
  expect(fixed).toBeLessThan(1024 * 1024);
  expect(world.profiler.memoryBytes - fixed).toBeLessThan(count * 4);
  world.finish();
});
