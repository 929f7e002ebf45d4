/**
 * Keeps named compact snapshots in bounded memory. A full store refuses instead of forgetting the
 * oldest: an operator who compares with yesterday must not lose yesterday silently.
 */
import { type CompactSnapshot, compactSnapshotBytes } from './compact-snapshot.js';

export const SNAPSHOT_COUNT_MAX = 32;
export const SNAPSHOT_BYTES_MAX = 1024 * 1024;

export interface SnapshotListing {
  name: string;
  timeMs: number;
  contexts: number;
  memoryBytes: number;
}

export class SnapshotStore {
  private readonly snapshots = new Map<string, CompactSnapshot>();
  private readonly countMax: number;
  private readonly bytesMax: number;
  private bytesUsed = 0;

  constructor(countMax: number = SNAPSHOT_COUNT_MAX, bytesMax: number = SNAPSHOT_BYTES_MAX) {
    this.countMax = countMax;
    this.bytesMax = bytesMax;
  }

  get count(): number {
    return this.snapshots.size;
  }

  get memoryBytes(): number {
    return this.bytesUsed;
  }

  /**
   * Keeps a snapshot under a name and returns null; a snapshot of that name is replaced. When
   * there is no room, nothing changes and the reason is returned as a sentence without an end.
   */
  save(name: string, snapshot: CompactSnapshot): string | null {
    const former = this.snapshots.get(name);
    if (former === undefined && this.snapshots.size >= this.countMax) {
      return `too many heap snapshots (${this.countMax}), forget one first`;
    }
    const formerBytes = former === undefined ? 0 : compactSnapshotBytes(former);
    const bytes = this.bytesUsed - formerBytes + compactSnapshotBytes(snapshot);
    if (bytes > this.bytesMax) {
      return `heap snapshots would use ${bytes} of ${this.bytesMax} bytes, forget one first`;
    }
    // Deleted first, so that a replaced snapshot moves to the end of the list.
    this.snapshots.delete(name);
    this.snapshots.set(name, snapshot);
    this.bytesUsed = bytes;
    return null;
  }

  get(name: string): CompactSnapshot | undefined {
    return this.snapshots.get(name);
  }

  /** False when there is no snapshot of that name. */
  forget(name: string): boolean {
    const snapshot = this.snapshots.get(name);
    if (snapshot === undefined) return false;
    this.bytesUsed -= compactSnapshotBytes(snapshot);
    return this.snapshots.delete(name);
  }

  /** Forgets all; needed whenever the context table they refer to is replaced. */
  clear(): void {
    this.snapshots.clear();
    this.bytesUsed = 0;
  }

  /** Oldest first. */
  list(): SnapshotListing[] {
    return [...this.snapshots].map(([name, snapshot]) => ({
      name,
      timeMs: snapshot.timeMs,
      contexts: snapshot.ids.length,
      memoryBytes: compactSnapshotBytes(snapshot),
    }));
  }
}
