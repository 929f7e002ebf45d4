import { expect, test } from 'vitest';
import {
  RELEASE_DELETE,
  RELEASE_EXPIRY,
  RELEASE_MOVE,
} from '../../../src/memory/allocation-hooks.js';
import { ContextTable, contextKind } from '../../../src/profiler/context-table.js';
import { DIMENSIONS } from '../../../src/profiler/heap-snapshot.js';
import { StackTable } from '../../../src/profiler/stack-table.js';
import { TOP_ORDERS, type TopRow, topRows } from '../../../src/profiler/top.js';
import { buildProfile, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);

const COUNTS = ['bytes', 'objects', 'growthBytes', 'slackBytes', 'churnBytes', 'contexts'] as const;

function counts(row: TopRow): number[] {
  return COUNTS.map((name) => row[name]);
}

test('rows and remainder sum to the total in every order and dimension', () => {
  const profile = buildProfile(...randomTable(prng, 3000));
  for (const dimension of DIMENSIONS) {
    for (const by of TOP_ORDERS) {
      const options = { count: 2, by, dimensions: [dimension] };
      const { rows, remainder, total } = topRows(profile, options);
      expect(rows.length).toBe(2);
      const sum = counts(remainder);
      for (const row of rows) {
        counts(row).forEach((count, position) => {
          sum[position] += count;
        });
      }
      expect(sum).toEqual(counts(total));
      expect(total.bytes).toBe(profile.source.accounts.totals.liveBytes);
      expect(total.contexts).toBe(profile.ids.length);
    }
  }
});

/** Two contexts with the prefix a:, one with b:. */
function smallTable(captureStack = () => 0): ContextTable {
  const table = new ContextTable(captureStack);
  const idOf = (site: number, prefix: string): number => {
    const bytes = Buffer.from(prefix);
    return table.idFor(site, 1, contextKind(1, 1), 0, 0, bytes, 0, bytes.length);
  };
  const a = idOf(1, 'a:');
  const b = idOf(2, 'b:');
  const c = idOf(2, 'a:');
  for (let i = 0; i < 9; i++) table.allocated(a, i === 0 ? 2 : 1, i === 0 ? 1 : 0);
  table.allocated(b, 30, 5);
  for (let i = 0; i < 2; i++) table.allocated(c, 7, 1);
  for (const [bytes, reason] of [
    [1000, RELEASE_EXPIRY],
    [11, RELEASE_DELETE],
    [99, RELEASE_MOVE],
  ] as const) {
    table.allocated(a, bytes, 0);
    table.released(a, bytes, 0, reason);
  }
  return table;
}

test.each([
  ['bytes', ['b:', 'a:']],
  ['objects', ['a:', 'b:']],
  ['growth', ['b:', 'a:']],
  ['slack', ['b:', 'a:']],
  ['churn', ['a:', 'b:']],
] as const)('by %s the order is %j', (by, expected) => {
  const profile = buildProfile(smallTable(), new StackTable(), { bytes: 0, objects: 0 });
  const { rows } = topRows(profile, { count: 9, by, dimensions: ['prefix'] });
  expect(rows.map((row) => row.names[0])).toEqual(expected);
  const a = rows.find((row) => row.names[0] === 'a:');
  // What was moved is not churn: it lives on.
  expect(a).toMatchObject({ bytes: 24, objects: 11, slackBytes: 3, churnBytes: 1011 });
});

test('several dimensions make a row a combination', () => {
  const profile = buildProfile(smallTable(), new StackTable(), { bytes: 0, objects: 0 });
  const dimensions = ['prefix', 'site'] as const;
  const { rows } = topRows(profile, { count: 9, by: 'bytes', dimensions });
  expect(rows.map((row) => row.names)).toEqual([
    ['b:', 'string.head'],
    ['a:', 'string.head'],
    ['a:', 'item.place'],
  ]);
});

test('growth is measured against the base, and what vanished is not forgotten', () => {
  const [table, stacks] = randomTable(prng, 500);
  const base = buildProfile(table, stacks).compact(0);
  const gone = base.ids[base.ids.length - 1];
  const goneBytes = base.bytes[base.ids.length - 1];
  for (let left = table.counters.inUseObjects(gone); left > 0; left--) {
    table.released(gone, left === 1 ? goneBytes : 0, 0, 0);
  }
  table.allocated(base.ids[1], 777_777, 0);
  table.counters.resetHistory();
  const profile = buildProfile(table, stacks);
  expect(profile.ids).not.toContain(gone);
  const options = { count: 1, by: 'growth', dimensions: ['site'], base } as const;
  const { rows, remainder, total } = topRows(profile, options);
  expect(total.growthBytes).toBe(777_777 - goneBytes);
  expect(rows[0].growthBytes + remainder.growthBytes).toBe(777_777 - goneBytes);
});

test('stacks are named by their functions', () => {
  const stacks = new StackTable();
  const frame = { function: 'leaf', file: '', line: 1, column: 1 };
  const id = stacks.idFor([frame, { ...frame, function: 'caller' }]);
  const table = smallTable(() => id);
  const profile = buildProfile(table, stacks, { bytes: 7, objects: 1 });
  const { rows } = topRows(profile, { count: 9, by: 'bytes', dimensions: ['stack'] });
  expect(rows.map((row) => row.names)).toEqual([['leaf < caller'], ['(unknown)']]);
});

test('no rows asked for leaves all in the remainder', () => {
  const profile = buildProfile(smallTable(), new StackTable());
  const { rows, remainder, total } = topRows(profile, { count: 0, by: 'bytes', dimensions: [] });
  expect(rows).toEqual([]);
  expect(counts(remainder)).toEqual(counts(total));
});
