import { expect, test } from 'vitest';
import {
  type CompactSnapshot,
  takeCompactSnapshot,
} from '../../../src/profiler/compact-snapshot.js';
import { diffSnapshots } from '../../../src/profiler/diff.js';
import { randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

function compact(counts: [id: number, bytes: number, objects: number][]): CompactSnapshot {
  return {
    timeMs: 0,
    ids: Int32Array.from(counts, ([id]) => id),
    bytes: Float64Array.from(counts, ([, bytes]) => bytes),
    objects: Float64Array.from(counts, ([, , objects]) => objects),
  };
}

const before = compact([
  [2, 100, 1],
  [3, 50, 5],
  [5, 10, 1],
]);
const after = compact([
  [2, 100, 1],
  [3, 20, 2],
  [9, 500, 4],
]);

test('rows show what grew and shrank, most growth first, unchanged ones left out', () => {
  const { rows, total } = diffSnapshots(before, after, (id) => id);
  expect(rows.map((row) => [row.key, row.growthBytes, row.growthObjects])).toEqual([
    [9, 500, 4],
    [5, -10, -1],
    [3, -30, -3],
  ]);
  expect(rows[2]).toMatchObject({ bytesBefore: 50, bytesAfter: 20, objectsAfter: 2 });
  expect(total).toMatchObject({ bytesBefore: 160, bytesAfter: 620, growthBytes: 460 });
});

test('rows can be grouped by any key', () => {
  const { rows } = diffSnapshots(before, after, (id) => (id < 5 ? 'low' : 'high'));
  expect(rows.map((row) => [row.key, row.growthBytes])).toEqual([
    ['high', 490],
    ['low', -30],
  ]);
});

test('growth sums to the difference of the totals, and turns its sign with the direction', () => {
  const prng = new Prng(seedFrom('PROFILER_SEED'));
  console.log(`PROFILER_SEED=${prng.seed}`);
  const [table] = randomTable(prng, 2000);
  const first = takeCompactSnapshot(table.counters, table.count, 1);
  for (let n = 0; n < 500; n++) {
    const id = prng.integer(0, table.count - 1);
    table.allocated(id, prng.integer(1, 99), 0);
    if (prng.chance(0.5)) table.counters.resized(id, 1, prng.integer(1, 50));
  }
  const second = takeCompactSnapshot(table.counters, table.count, 2);
  const forward = diffSnapshots(first, second, (id) => id);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const growth = forward.rows.reduce((total, row) => total + row.growthBytes, 0);
  expect(growth).toBe(sum(second.bytes) - sum(first.bytes));
  expect(forward.total.growthObjects).toBe(sum(second.objects) - sum(first.objects));
  const backward = diffSnapshots(second, first, (id) => id);
  expect(backward.total.growthBytes).toBe(-growth);
  expect(diffSnapshots(second, second, (id) => id).rows).toEqual([]);
});
