/**
 * Who had memory in use when most was in use. A copy of the counters at each new high-water mark
 * would cost far more than the allocations themselves, so the copy is taken when usage has fallen a
 * little below a new mark, or when somebody asks: it lies within PEAK_FALL_SHARE of the mark, whose
 * own figures are exact. A mark that exceeds the copied one by less is not copied again.
 */
import { type CompactSnapshot, takeCompactSnapshot } from './compact-snapshot.js';
import type { ContextTable } from './context-table.js';

/**
 * How far usage falls below a mark, and how far a mark rises above the last one copied. So the
 * number of copies grows with the logarithm of the highest mark, whatever usage does.
 */
const PEAK_FALL_SHARE = 0.01;

export class PeakProfile {
  /** The highest sum of live bytes, and when it was reached. */
  bytes = 0;
  objects = 0;
  timeMs = 0;
  /** Usage below this is a reason to copy; -1 while the mark is copied already. */
  copyBelow = -1;
  private copiedMark = 0;
  private copy: CompactSnapshot | null = null;

  /** Notes a new mark; called for each allocation that makes one. */
  rise(bytes: number, objects: number, nowMs: number): void {
    this.bytes = bytes;
    this.objects = objects;
    this.timeMs = nowMs;
    if (bytes > this.copiedMark * (1 + PEAK_FALL_SHARE)) {
      this.copyBelow = bytes * (1 - PEAK_FALL_SHARE);
    }
  }

  /** Copies the counters, before what made usage fall is subtracted from them. */
  take(table: ContextTable): void {
    this.copy = takeCompactSnapshot(table.counters, table.count, this.timeMs);
    this.copiedMark = this.bytes;
    this.copyBelow = -1;
  }

  /** The copy, taken now if the mark is being reached just now; null without any mark. */
  snapshot(table: ContextTable): CompactSnapshot | null {
    if (this.copyBelow >= 0 || (this.copy === null && this.bytes > 0)) this.take(table);
    return this.copy;
  }

  get memoryBytes(): number {
    return this.copy === null ? 0 : this.copy.ids.byteLength * 5;
  }

  /** Starts anew with what is in use now as the mark. */
  reset(bytes: number, objects: number, nowMs: number): void {
    this.copy = null;
    this.copiedMark = 0;
    this.copyBelow = -1;
    this.rise(bytes, objects, nowMs);
  }
}
