/**
 * A point in time in its smallest useful form: bytes and objects in use by context, 20 bytes a
 * context. Contexts are named by their id, which stands for the tuple as long as the context table
 * lives; snapshots of two tables cannot be compared and must not be kept together.
 */
import type { ContextCounters } from './context-counters.js';

export interface CompactSnapshot {
  readonly timeMs: number;
  /** Ascending; only contexts with something in use. */
  readonly ids: Int32Array;
  readonly bytes: Float64Array;
  readonly objects: Float64Array;
}

/** What is in use now, by contexts with ids below `count`. */
export function takeCompactSnapshot(
  counters: ContextCounters,
  count: number,
  timeMs: number,
): CompactSnapshot {
  let used = 0;
  for (let id = 0; id < count; id++) if (isInUse(counters, id)) used++;
  const ids = new Int32Array(used);
  const bytes = new Float64Array(used);
  const objects = new Float64Array(used);
  let at = 0;
  for (let id = 0; id < count; id++) {
    if (!isInUse(counters, id)) continue;
    ids[at] = id;
    bytes[at] = counters.inUseBytes(id);
    objects[at] = counters.inUseObjects(id);
    at++;
  }
  return { timeMs, ids, bytes, objects };
}

/** Memory that a snapshot occupies. */
export function compactSnapshotBytes(snapshot: CompactSnapshot): number {
  return snapshot.ids.byteLength + snapshot.bytes.byteLength + snapshot.objects.byteLength;
}

/** In-use bytes of a context at that time; 0 when it had none. */
export function bytesAt(snapshot: CompactSnapshot, id: number): number {
  let low = 0;
  let high = snapshot.ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (snapshot.ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return snapshot.ids[low] === id ? snapshot.bytes[low] : 0;
}

function isInUse(counters: ContextCounters, id: number): boolean {
  return counters.inUseBytes(id) !== 0 || counters.inUseObjects(id) !== 0;
}
