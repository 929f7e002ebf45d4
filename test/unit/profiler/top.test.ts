import { expect, test } from 'vitest';
import { takeCompactSnapshot } from '../../../src/profiler/compact-snapshot.js';
import { contextRows } from '../../../src/profiler/context-rows.js';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import { DIMENSIONS } from '../../../src/profiler/heap-snapshot.js';
import { TOP_ORDERS, type TopRow, topRows } from '../../../src/profiler/top.js';
import { buildSnapshot, NAMES, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);

const COUNTS = ['bytes', 'objects', 'growthBytes', 'slackBytes', 'churnBytes', 'contexts'] as const;

function counts(row: TopRow): number[] {
  return COUNTS.map((name) => row[name]);
}

test('rows and remainder sum to the total in every order and dimension', () => {
  const snapshot = buildSnapshot(...randomTable(prng, 3000));
  for (const dimension of DIMENSIONS) {
    for (const by of TOP_ORDERS) {
      const options = { count: 2, by, dimensions: [dimension] };
      const { rows, remainder, total } = topRows(snapshot.contexts, snapshot.stacks, options);
      expect(rows.length).toBe(2);
      const sum = counts(remainder);
      for (const row of rows) {
        counts(row).forEach((count, position) => {
          sum[position] += count;
        });
      }
      expect(sum).toEqual(counts(total));
      expect(total.bytes).toBe(snapshot.totals.liveBytes);
      expect(total.contexts).toBe(snapshot.contexts.length);
    }
  }
});

const a = { ...emptyContext(2, 'a'), prefix: 'a:', inUseBytes: 10, inUseObjects: 9, slackBytes: 1 };
const b = { ...emptyContext(3, 'b'), prefix: 'b:', inUseBytes: 30, inUseObjects: 1, slackBytes: 5 };
const c = { ...emptyContext(4, 'c'), prefix: 'a:', inUseBytes: 25, inUseObjects: 2, slackBytes: 2 };
a.freed.expiry = { bytes: 1000, objects: 3 };
a.freed.del = { bytes: 11, objects: 1 };

test.each([
  ['bytes', ['a:', 'b:']],
  ['objects', ['a:', 'b:']],
  ['growth', ['a:', 'b:']],
  ['slack', ['b:', 'a:']],
  ['churn', ['a:', 'b:']],
] as const)('by %s the order is %j', (by, expected) => {
  const { rows } = topRows([b, a, c], [], { count: 9, by, dimensions: ['prefix'] });
  expect(rows.map((row) => row.names[0])).toEqual(expected);
  const first = rows.find((row) => row.names[0] === 'a:');
  expect(first).toMatchObject({ bytes: 35, objects: 11, slackBytes: 3, churnBytes: 1011 });
});

test('several dimensions make a row a combination', () => {
  const dimensions = ['prefix', 'site'] as const;
  const { rows } = topRows([a, b, c], [], { count: 9, by: 'bytes', dimensions });
  expect(rows.map((row) => row.names)).toEqual([
    ['b:', 'b'],
    ['a:', 'c'],
    ['a:', 'a'],
  ]);
});

test('growth is measured against the base, and what vanished is not forgotten', () => {
  const [table] = randomTable(prng, 500);
  const base = takeCompactSnapshot(table.counters, table.count, 0);
  const gone = base.ids[0];
  for (let left = table.counters.inUseObjects(gone); left > 0; left--) {
    table.released(gone, left === 1 ? base.bytes[0] : 0, 0, 0);
  }
  table.allocated(base.ids[1], 777_777, 0);
  table.counters.resetHistory();
  const contexts = contextRows(table, table.counters, NAMES, 0, table.count);
  expect(contexts.some((context) => context.id === gone)).toBe(false);
  const options = { count: 1, by: 'growth', dimensions: ['site'], base } as const;
  const { rows, remainder, total } = topRows(contexts, [], options);
  expect(total.growthBytes).toBe(777_777 - base.bytes[0]);
  expect(rows[0].growthBytes).toBe(777_777);
  expect(remainder.growthBytes).toBe(-base.bytes[0]);
});

test('stacks are named by their functions', () => {
  const frame = { function: 'leaf', file: '', line: 1, column: 1 };
  const stacks = [{ id: 4, frames: [frame, { ...frame, function: 'caller' }] }];
  const options = { count: 9, by: 'bytes', dimensions: ['stack'] } as const;
  const { rows } = topRows([{ ...a, stackId: 4 }, b], stacks, options);
  expect(rows.map((row) => row.names)).toEqual([['(none)'], ['leaf < caller']]);
});

test('no rows asked for leaves all in the remainder', () => {
  const { rows, remainder, total } = topRows([a, b, c], [], {
    count: 0,
    by: 'bytes',
    dimensions: [],
  });
  expect(rows).toEqual([]);
  expect(counts(remainder)).toEqual(counts(total));
});
