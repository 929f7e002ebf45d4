import { expect, test } from 'vitest';
import { contextRows } from '../../../src/profiler/context-rows.js';
import { ContextTable, contextKind } from '../../../src/profiler/context-table.js';
import { NAMES } from '../../support/heap-snapshot-builder.js';

test('a context is named part by part, and one that never counted is left out', () => {
  const table = new ContextTable(() => 9);
  const key = Buffer.from('a\nb:');
  const id = table.idFor(1, 1, contextKind(1, 2), 3, 1, key, 0, 4);
  table.idFor(1, 2, contextKind(1, 2), 3, 1, key, 0, 4);
  table.client = 4;
  const ofClient = table.idFor(1, 1, contextKind(1, 2), 3, 1, key, 0, 4);
  table.allocated(id, 100, 28);
  table.allocated(ofClient, 5, 3);
  table.released(id, 100, 28, 4);
  const rows = contextRows(table, table.counters, NAMES, 0, table.count);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toEqual({
    id,
    site: 'item.place',
    command: 'set',
    prefix: 'a\\x0ab:',
    type: 'string',
    encoding: 'embstr',
    db: 3,
    user: 'alice',
    inUseBytes: 0,
    inUseObjects: 0,
    cumulativeBytes: 100,
    cumulativeObjects: 1,
    freed: {
      del: { bytes: 0, objects: 0 },
      overwrite: { bytes: 0, objects: 0 },
      expiry: { bytes: 0, objects: 0 },
      eviction: { bytes: 0, objects: 0 },
      flush: { bytes: 100, objects: 1 },
      move: { bytes: 0, objects: 0 },
      resize: { bytes: 0, objects: 0 },
    },
    peakBytes: 100,
    largestAllocationBytes: 100,
    slackBytes: 0,
    stackId: 9,
  });
  expect(rows[1]).toMatchObject({ id: ofClient, client: '127.0.0.1:4', inUseBytes: 5 });
});

test('the reserved contexts have names of their own', () => {
  const table = new ContextTable();
  table.allocated(0, 1, 0);
  table.allocated(1, 2, 0);
  const [unknown, other] = contextRows(table, table.counters, NAMES, 0, 2);
  expect(unknown).toMatchObject({ id: 0, site: '(unknown)', prefix: '(unknown)', db: -1 });
  expect(other).toMatchObject({ id: 1, command: '(other)', user: '(other)', inUseBytes: 2 });
});

test('slices over a copy make the same rows, while counting goes on', () => {
  const table = new ContextTable();
  for (let id = 2; id < 12; id++) {
    table.allocated(table.idFor(1, id, 1, 0, 0, new Uint8Array(0), 0, 0), id, 0);
  }
  const names = { ...NAMES, command: String };
  const whole = contextRows(table, table.counters, names, 0, table.count);
  const copy = table.counters.copy(table.count);
  const first = contextRows(table, copy, names, 0, 7);
  for (let id = 2; id < 12; id++) table.allocated(id, 1000, 0);
  expect([...first, ...contextRows(table, copy, names, 7, table.count)]).toEqual(whole);
});
