import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { buildSnapshot, processOf } from '../../../src/profiler/build-snapshot.js';
import { exportJson } from '../../../src/profiler/export-json.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';
import { repositoryRoot } from '../../support/server-process.js';

test('a snapshot of a real keyspace is valid by the schema and holds what is there', async () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable({ sampleBytes: 1000 });
  for (let i = 0; i < 300; i++) world.set(`user:${i}`, i * 100, -1, i % 2);
  for (let i = 0; i < 100; i++) world.remove(`user:${i}`, i % 2);
  const snapshot = await world.settle(buildSnapshot(world.profiler));
  const schema = JSON.parse(
    readFileSync(join(repositoryRoot(), 'docs', 'segkv-heap-1.schema.json'), 'utf8'),
  );
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const json = JSON.parse(Buffer.from(await exportJson(snapshot, NO_PAUSE)).toString());
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  const users = snapshot.contexts.filter((context) => context.prefix === 'user:');
  expect(users.length).toBeGreaterThan(3);
  const items = users.filter((context) => context.site === 'item.place');
  expect(items.reduce((sum, context) => sum + context.inUseObjects, 0)).toBe(200);
  expect(items.reduce((sum, context) => sum + context.freed.del.objects, 0)).toBe(100);
  expect(new Set(users.map((context) => context.db))).toEqual(new Set([0, 1]));
  expect(new Set(users.map((context) => context.command))).toEqual(new Set(['set']));
  for (const context of users) expect(context.stackId).toBeGreaterThan(0);
  expect(snapshot.stacks[0]?.frames.length).toBeGreaterThan(2);
  expect(snapshot.samples.length).toBeGreaterThan(0);
  expect(snapshot.largestKeys.length).toBe(20);
  expect(snapshot.totals.residualBytes).toBe(0);
  world.finish();
});

test('the numbers are those of the moment it was asked for', async () => {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 1000; i++) world.set(`key:${i}`, 10);
  const liveBytes = world.profiler.accounts().totals.liveBytes;
  let slices = 0;
  const snapshot = await world.settle(buildSnapshot(world.profiler), () => {
    world.set(`more:${slices++}`, 5000);
    world.remove(`key:${slices}`);
  });
  expect(slices).toBeGreaterThan(3);
  expect(snapshot.totals.liveBytes).toBe(liveBytes);
  expect(snapshot.contexts.reduce((sum, { inUseBytes }) => sum + inUseBytes, 0)).toBe(liveBytes);
  world.finish();
});

test('the resident set is divided without a rest', () => {
  const world = new ProfiledKeyspace();
  world.set('a', 100);
  const parts = processOf(world.profiler);
  const sum =
    parts.pageBytes +
    parts.v8HeapBytes +
    parts.codeBytes +
    parts.otherArrayBufferBytes +
    parts.restBytes;
  expect(sum).toBe(parts.rssBytes);
  expect(parts.pageBytes).toBe(world.profiler.accounts().totals.totalBytes);
});
