import { expect, test } from 'vitest';
import { OWNER_ROW_FIRST } from '../../../src/profiler/accounting.js';
import { DIMENSIONS } from '../../../src/profiler/heap-snapshot.js';
import { buildProfile, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);

const INDEX = { owner: 9, name: '(index)', db: 1, bytes: 500, objects: 100, slackBytes: 40 };
const [table, stacks] = randomTable(prng, 2000);
const profile = buildProfile(table, stacks, { bytes: 77, objects: 3 }, [INDEX]);

test('every live byte has one row: contexts, owners, and the unknown remainder', () => {
  const { totals } = profile.source.accounts;
  let bytes = 0;
  let objects = 0;
  for (const id of profile.ids) {
    bytes += profile.bytesOf(id);
    objects += profile.objectsOf(id);
  }
  expect([bytes, objects]).toEqual([totals.liveBytes, totals.liveObjects]);
  expect(profile.ids[0]).toBe(0);
  expect([profile.bytesOf(0), profile.objectsOf(0)]).toEqual([77, 3]);
  expect(profile.ids.at(-1)).toBe(OWNER_ROW_FIRST + 9);
  expect(profile.coverage).toBeCloseTo(1 - 77 / totals.liveBytes, 12);
});

test('two rows have one key if and only if they have the same values', () => {
  for (const dimensions of [...DIMENSIONS.map((one) => [one]), ['prefix', 'db', 'command']]) {
    const valuesByKey = new Map<string | number, string>();
    const chosen = dimensions as (typeof DIMENSIONS)[number][];
    for (const id of profile.ids) {
      const values = JSON.stringify(profile.valuesOf(id, chosen));
      const key = profile.keyOf(id, chosen);
      expect(valuesByKey.get(key) ?? values).toBe(values);
      valuesByKey.set(key, values);
    }
    const distinct = new Set(valuesByKey.values());
    // The empty name of a command is shown like a missing one; nothing else may coincide.
    if (!chosen.includes('stack')) expect(distinct.size).toBe(valuesByKey.size);
  }
});

test('an owner of pages is named, with its database', () => {
  const context = profile.contextOf(OWNER_ROW_FIRST + 9);
  expect(context).toMatchObject({ site: '(index)', prefix: '(index)', db: 1, inUseBytes: 500 });
  expect(profile.valuesOf(OWNER_ROW_FIRST + 9, ['db', 'prefix'])).toEqual(['1', '(index)']);
  expect(profile.slackOf(OWNER_ROW_FIRST + 9)).toBe(40);
});

test('the compact form holds what is in use and nothing else', () => {
  const compact = profile.compact(12);
  expect(compact.timeMs).toBe(12);
  compact.ids.forEach((id, at) => {
    expect(compact.bytes[at]).toBe(profile.bytesOf(id));
    expect(compact.objects[at]).toBe(profile.objectsOf(id));
  });
  const sum = compact.bytes.reduce((total, bytes) => total + bytes, 0);
  expect(sum).toBe(profile.source.accounts.totals.liveBytes);
  expect([...compact.ids].sort((a, b) => a - b)).toEqual([...compact.ids]);
});
