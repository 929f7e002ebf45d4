import { expect, test } from 'vitest';
import {
  bytesAt,
  compactSnapshotBytes,
  takeCompactSnapshot,
} from '../../../src/profiler/compact-snapshot.js';
import { ContextCounters } from '../../../src/profiler/context-counters.js';

test('only contexts in use are kept, and later counting does not change them', () => {
  const counters = new ContextCounters(10);
  counters.allocated(3, 50, 0);
  counters.allocated(7, 70, 0);
  counters.allocated(5, 9, 0);
  counters.released(5, 9, 0, 0);
  const snapshot = takeCompactSnapshot(counters, 10, 123);
  counters.allocated(3, 1000, 0);
  expect(snapshot.timeMs).toBe(123);
  expect([...snapshot.ids]).toEqual([3, 7]);
  expect([...snapshot.bytes]).toEqual([50, 70]);
  expect([...snapshot.objects]).toEqual([1, 1]);
  expect([0, 3, 4, 5, 7, 9].map((id) => bytesAt(snapshot, id))).toEqual([0, 50, 0, 0, 70, 0]);
  expect(compactSnapshotBytes(snapshot)).toBe(2 * 20);
});

test('an empty one holds nothing', () => {
  const snapshot = takeCompactSnapshot(new ContextCounters(4), 4, 0);
  expect(compactSnapshotBytes(snapshot)).toBe(0);
  expect(bytesAt(snapshot, 2)).toBe(0);
});
