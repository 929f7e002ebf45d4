import { expect, test } from 'vitest';
import { ContextTable } from '../../../src/profiler/context-table.js';
import { PeakProfile } from '../../../src/profiler/peak-profile.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

test('nothing was in use: there is no profile of a peak', () => {
  expect(new PeakProfile().snapshot(new ContextTable())).toBeNull();
});

test('the mark is exact, and the profile at most one part in a hundred below it', () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 2000; i++) world.set(`a:${i}`, 500);
  world.origin.nowMs = 42_000;
  world.set('a:last', 500);
  const top = world.byPrefix()['a:'] as [number, number];
  for (let i = 0; i < 1900; i++) world.remove(`a:${i}`);
  for (let i = 0; i < 100; i++) world.set(`b:${i}`, 500);
  const peak = world.profiler.peak();
  expect(peak).toMatchObject({ bytes: top[0], objects: top[1], timeMs: 42_000 });
  const copied = peak?.profile.bytes.reduce((sum, bytes) => sum + bytes, 0) ?? 0;
  expect(copied).toBeLessThanOrEqual(top[0]);
  expect(copied).toBeGreaterThan(top[0] * 0.98);
  // All of it is a:, which came first; b: came when the peak was over.
  expect(peak?.profile.ids.length).toBe(1);
  world.finish();
});

test('a flush is a fall too, and a reset begins with what is in use', () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 300; i++) world.set(`a:${i}`, 100);
  const top = world.byPrefix()['a:'] as [number, number];
  world.db().flush();
  const profile = world.profiler.peak()?.profile;
  expect(profile?.bytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(top[0]);
  world.set('b:1', 10);
  world.profiler.reset();
  expect(world.profiler.peak()).toMatchObject({ bytes: world.byPrefix()['b:']?.[0], objects: 1 });
  world.finish();
});
