import { expect, test } from 'vitest';
import {
  type CompactSnapshot,
  compactSnapshotBytes,
} from '../../../src/profiler/compact-snapshot.js';
import {
  SNAPSHOT_BYTES_MAX,
  SNAPSHOT_COUNT_MAX,
  SnapshotStore,
} from '../../../src/profiler/snapshot-store.js';

function snapshotOf(contexts: number, timeMs = 0): CompactSnapshot {
  return {
    timeMs,
    ids: new Int32Array(contexts),
    bytes: new Float64Array(contexts),
    objects: new Float64Array(contexts),
  };
}

test('snapshots are kept, listed oldest first, replaced and forgotten', () => {
  const store = new SnapshotStore();
  expect(store.save('a', snapshotOf(3, 1))).toBeNull();
  expect(store.save('b', snapshotOf(1, 2))).toBeNull();
  expect(store.save('a', snapshotOf(2, 3))).toBeNull();
  expect(store.list()).toEqual([
    { name: 'b', timeMs: 2, contexts: 1, memoryBytes: 20 },
    { name: 'a', timeMs: 3, contexts: 2, memoryBytes: 40 },
  ]);
  expect(store.memoryBytes).toBe(60);
  expect(store.get('a')?.timeMs).toBe(3);
  expect(store.forget('a')).toBe(true);
  expect(store.forget('a')).toBe(false);
  expect(store.get('a')).toBeUndefined();
  expect([store.count, store.memoryBytes]).toEqual([1, 20]);
  store.clear();
  expect([store.count, store.memoryBytes]).toEqual([0, 0]);
});

test('one too many is refused with the reason, and replacing still works', () => {
  const store = new SnapshotStore();
  for (let n = 0; n < SNAPSHOT_COUNT_MAX; n++)
    expect(store.save(`s${n}`, snapshotOf(1))).toBeNull();
  expect(store.save('more', snapshotOf(1))).toBe('too many heap snapshots (32), forget one first');
  expect(store.get('more')).toBeUndefined();
  expect(store.save('s0', snapshotOf(2))).toBeNull();
  store.forget('s1');
  expect(store.save('more', snapshotOf(1))).toBeNull();
});

test('the byte limit is exact, and a refused replacement leaves the former one', () => {
  const full = snapshotOf(Math.floor(SNAPSHOT_BYTES_MAX / 20));
  const room = SNAPSHOT_BYTES_MAX - compactSnapshotBytes(full);
  const store = new SnapshotStore(32, SNAPSHOT_BYTES_MAX - room);
  expect(store.save('full', full)).toBeNull();
  expect(store.save('tiny', snapshotOf(1))).toContain('bytes, forget one first');
  expect(store.save('full', snapshotOf(full.ids.length + 1))).toContain('forget one first');
  expect(store.get('full')).toBe(full);
  expect(store.memoryBytes).toBe(compactSnapshotBytes(full));
});
