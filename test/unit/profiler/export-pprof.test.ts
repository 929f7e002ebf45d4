import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { expect, test } from 'vitest';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import { exportPprof } from '../../../src/profiler/export-pprof.js';
import { groupSnapshot } from '../../../src/profiler/group-contexts.js';
import type { HeapSnapshot } from '../../../src/profiler/heap-snapshot.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, profileTotals, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

async function decoded(from: HeapSnapshot): Promise<Profile> {
  return Profile.decode(gunzipSync(await exportPprof(from, NO_PAUSE)));
}

function textAt(profile: Profile, index: number | bigint): string {
  return profile.stringTable.strings[Number(index)];
}

/** The labels of a sample by key; a number with its unit. */
function labels(profile: Profile, position: number): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const label of profile.sample[position].label) {
    found[textAt(profile, label.key)] =
      label.str === 0 ? Number(label.num) : textAt(profile, label.str);
  }
  return found;
}

test('the four sample types are those of Go, in its order, and sum to the totals', async () => {
  const grouped = await groupSnapshot(snapshot, ['type', 'stack'], NO_PAUSE);
  for (const profile of [await decoded(snapshot), await decoded(grouped)]) {
    const types = profile.sampleType.map((type) => [
      textAt(profile, type.type),
      textAt(profile, type.unit),
    ]);
    expect(types).toEqual([
      ['alloc_objects', 'count'],
      ['alloc_space', 'bytes'],
      ['inuse_objects', 'count'],
      ['inuse_space', 'bytes'],
    ]);
    expect(textAt(profile, profile.defaultSampleType)).toBe('inuse_space');
    expect(textAt(profile, profile.periodType?.type ?? 0)).toBe('space');
    expect(textAt(profile, profile.periodType?.unit ?? 0)).toBe('bytes');
    expect(profile.period).toBe(1);
    const sums = [0, 0, 0, 0];
    for (const sample of profile.sample) {
      expect(sample.value).toHaveLength(4);
      for (let type = 0; type < 4; type++) sums[type] += Number(sample.value[type]);
    }
    expect(sums).toEqual(profileTotals(snapshot));
  }
});

test('tables are sound: ids unique and not zero, references exist, names allowed', async () => {
  const profile = await decoded(snapshot);
  expect(profile.stringTable.strings[0]).toBe('');
  expect(profile.mapping).toHaveLength(1);
  expect(profile.mapping[0]).toMatchObject({
    id: 1,
    hasFunctions: true,
    hasFilenames: true,
    hasLineNumbers: true,
  });
  const functionIds = new Set(profile.function.map((each) => Number(each.id)));
  const locationIds = new Set(profile.location.map((each) => Number(each.id)));
  expect(functionIds.size).toBe(profile.function.length);
  expect(locationIds.size).toBe(profile.location.length);
  expect(functionIds.has(0) || locationIds.has(0)).toBe(false);
  for (const location of profile.location) {
    expect(location.mappingId).toBe(1);
    expect(location.line).toHaveLength(1);
    expect(functionIds.has(Number(location.line[0].functionId))).toBe(true);
  }
  for (const sample of profile.sample) {
    expect(sample.locationId.length).toBeGreaterThan(0);
    for (const id of sample.locationId) expect(locationIds.has(Number(id))).toBe(true);
  }
  for (const each of profile.function) {
    expect(textAt(profile, each.name)).not.toMatch(/^(malloc|free|allocate|realloc|)$/);
  }
});

const context = {
  ...emptyContext(2, ''),
  site: 'item.place',
  command: 'set',
  prefix: 'user:',
  type: 'string',
  encoding: 'raw',
  db: 3,
  user: 'alice',
  inUseBytes: 2 ** 45 + 1,
  inUseObjects: 2,
  cumulativeBytes: 300,
  cumulativeObjects: 3,
  stackId: 1,
};
const frames = [
  { function: 'Items.place', file: 'src/keyspace/items.ts', line: 30, column: 5 },
  { function: 'serve', file: 'src/server/serve.ts', line: 7, column: 1 },
];
const single: HeapSnapshot = { ...snapshot, contexts: [context], stacks: [{ id: 1, frames }] };

test('labels carry the tuple, locations start at the leaf, wide values survive', async () => {
  const profile = await decoded(single);
  expect(labels(profile, 0)).toEqual({
    prefix: 'user:',
    command: 'set',
    user: 'alice',
    type: 'string',
    encoding: 'raw',
    site: 'item.place',
    db: '3',
    kind: 'item',
    bytes: 100,
  });
  const names = profile.sample[0].locationId.map((id) => {
    const location = profile.location.find((each) => each.id === id);
    const line = location?.line[0];
    const found = profile.function.find((each) => each.id === line?.functionId);
    const file = textAt(profile, found?.filename ?? 0);
    return `${textAt(profile, found?.name ?? 0)} ${file}:${line?.line}`;
  });
  expect(names).toEqual(['Items.place src/keyspace/items.ts:30', 'serve src/server/serve.ts:7']);
  expect(BigInt(profile.sample[0].value[3])).toBe(2n ** 45n + 1n);
  const grouped = await decoded(await groupSnapshot(single, ['prefix'], NO_PAUSE));
  expect(labels(grouped, 0)).toEqual({ prefix: 'user:', bytes: 100 });
});

/** A command line that runs Go's pprof, or null where none is installed. */
function findPprof(): string[] | null {
  const choices = [
    ['pprof'],
    ['go', 'tool', 'pprof'],
    ['/usr/lib/go-1.19/bin/go', 'tool', 'pprof'],
  ];
  for (const choice of choices) {
    const { status, error } = spawnSync(choice[0], [...choice.slice(1), '-help'], {
      stdio: 'ignore',
    });
    if (error === undefined && status !== null && status <= 2) return choice;
  }
  return null;
}

test('Go’s own pprof reads the totals, the stack and the tags', async ({ skip }) => {
  const pprof = findPprof();
  if (pprof === null) {
    console.log('skipped: no pprof found (Debian: golang-1.19-go)');
    skip();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'segkv-pprof-'));
  const run = (file: string, ...options: string[]): string => {
    const args = [...pprof.slice(1), ...options, join(folder, file)];
    const { stdout, stderr, status } = spawnSync(pprof[0], args, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  try {
    writeFileSync(join(folder, 'all.pb.gz'), await exportPprof(snapshot, NO_PAUSE));
    writeFileSync(join(folder, 'one.pb.gz'), await exportPprof(single, NO_PAUSE));
    expect(rawTotals(run('all.pb.gz', '-raw'))).toEqual(profileTotals(snapshot));
    const top = run('all.pb.gz', '-top', '-unit=B');
    expect(top).toContain('Type: inuse_space');
    expect(top).toContain(`of ${snapshot.totals.liveBytes}B total`);
    expect(run('all.pb.gz', '-tags')).toMatch(/prefix: Total/);
    expect(run('one.pb.gz', '-traces', '-unit=B')).toMatch(/Items\.place\s+serve\s/);
    expect(run('one.pb.gz', '-top', '-tagfocus=prefix=user:')).toContain('Items.place');
    expect(run('one.pb.gz', '-traces', '-tagroot=prefix,command')).toMatch(/set\s+user:\s/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Sums of the four columns of `pprof -raw`. */
function rawTotals(raw: string): number[] {
  const sums = [0, 0, 0, 0];
  for (const match of raw.matchAll(/^ +(\d+) +(\d+) +(\d+) +(\d+): /gm)) {
    for (let type = 0; type < 4; type++) sums[type] += Number(match[type + 1]);
  }
  return sums;
}
