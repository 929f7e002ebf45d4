/**
 * DIFF: what grew and what shrank between two compact snapshots of one context table. The rows are
 * complete: their growth sums to the difference of the two totals, to the byte.
 */
import type { CompactSnapshot } from './compact-snapshot.js';

export interface DiffRow<Key> {
  key: Key;
  bytesBefore: number;
  bytesAfter: number;
  /** After minus before; negative when it shrank. */
  growthBytes: number;
  objectsBefore: number;
  objectsAfter: number;
  growthObjects: number;
}

export interface HeapDiff<Key> {
  /** Most growth first; keys without any change are left out. */
  rows: DiffRow<Key>[];
  /** Over all keys, the unchanged ones too. */
  total: DiffRow<'total'>;
}

/**
 * Compares `before` with `after`. `keyOf` says under which key a context's numbers are summed: the
 * id itself for a row a context, or a name to group by. Keys are compared as a Map compares.
 */
export function diffSnapshots<Key>(
  before: CompactSnapshot,
  after: CompactSnapshot,
  keyOf: (contextId: number) => Key,
): HeapDiff<Key> {
  const rows = new Map<Key, DiffRow<Key>>();
  const total = emptyRow<'total'>('total');
  const rowOf = (id: number): DiffRow<Key> => {
    const key = keyOf(id);
    let row = rows.get(key);
    if (row === undefined) {
      row = emptyRow(key);
      rows.set(key, row);
    }
    return row;
  };
  before.ids.forEach((id, at) => {
    addBefore(rowOf(id), before, at);
    addBefore(total, before, at);
  });
  after.ids.forEach((id, at) => {
    addAfter(rowOf(id), after, at);
    addAfter(total, after, at);
  });
  const changed = [...rows.values()].filter(
    (row) => row.growthBytes !== 0 || row.growthObjects !== 0,
  );
  changed.sort((a, b) => b.growthBytes - a.growthBytes || b.growthObjects - a.growthObjects);
  return { rows: changed, total };
}

function emptyRow<Key>(key: Key): DiffRow<Key> {
  return {
    key,
    bytesBefore: 0,
    bytesAfter: 0,
    growthBytes: 0,
    objectsBefore: 0,
    objectsAfter: 0,
    growthObjects: 0,
  };
}

function addBefore(row: DiffRow<unknown>, snapshot: CompactSnapshot, at: number): void {
  row.bytesBefore += snapshot.bytes[at];
  row.objectsBefore += snapshot.objects[at];
  row.growthBytes -= snapshot.bytes[at];
  row.growthObjects -= snapshot.objects[at];
}

function addAfter(row: DiffRow<unknown>, snapshot: CompactSnapshot, at: number): void {
  row.bytesAfter += snapshot.bytes[at];
  row.objectsAfter += snapshot.objects[at];
  row.growthBytes += snapshot.bytes[at];
  row.growthObjects += snapshot.objects[at];
}
