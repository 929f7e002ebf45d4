/**
 * Large values that nobody can reach any more, whose pages are released a bounded number at a
 * time. Until then the pages stay allocated, the memory manager's and the slab's counters say so,
 * and a flush takes them back like all others.
 *
 * The queue holds references of values of more than `PAGES_MIN` pages, so it has at most one entry
 * for that many pages of memory.
 */
import type { MemoryManager } from '../memory/memory-manager.js';
import type { PagedBytes, VisitAllocation } from '../structures/paged-bytes.js';

/** When the memory of something removed is given back. */
export type Freeing = 'now' | 'later';

/** How the memory of removed values is freed, by what removed them. */
export interface FreeingByCause {
  /** DEL. UNLINK frees later in any case. */
  ofDeleted: Freeing;
  ofExpired: Freeing;
  /** A value that another one replaces: RENAME, COPY and the like. */
  ofReplaced: Freeing;
  /** FLUSHALL and FLUSHDB without a word on it. */
  ofFlushed: Freeing;
}

export function eagerFreeing(): FreeingByCause {
  return { ofDeleted: 'now', ofExpired: 'now', ofReplaced: 'now', ofFlushed: 'now' };
}

/** Values of up to so many pages are released at once: queueing them would not pay. */
const PAGES_MIN = 64;
const QUEUE_CAPACITY_MIN = 16;

export class LazyFree {
  /** Values released slice by slice since start. */
  freedValues = 0;
  /** References and release reasons of the values from `first` on. */
  private heads = new Int32Array(QUEUE_CAPACITY_MIN);
  private reasons = new Uint8Array(QUEUE_CAPACITY_MIN);
  private first = 0;
  private limit = 0;
  /** Pages of the first value that are dropped already. */
  private dropped = 0;

  constructor(
    private readonly values: PagedBytes,
    private readonly memory: MemoryManager,
  ) {}

  get pendingValues(): number {
    return this.limit - this.first;
  }

  /** Takes over a value: releases a small one at once, a large one in slices. */
  release(head: number, reason: number): void {
    if (this.values.pageCount(head) <= PAGES_MIN) {
      this.values.release(head);
      return;
    }
    this.values.beforeChange(head);
    if (this.limit === this.heads.length) this.makeRoom();
    this.heads[this.limit] = head;
    this.reasons[this.limit] = reason;
    this.limit++;
  }

  /** Releases up to `pagesMax` pages, and the rest of values without pages; returns the pages. */
  releaseSlice(pagesMax: number): number {
    const { memory, values } = this;
    let visited = 0;
    const reason = memory.releaseReason;
    while (this.first < this.limit && visited < pagesMax) {
      const head = this.heads[this.first];
      memory.releaseReason = this.reasons[this.first];
      const pages = values.pageCount(head);
      const limit = Math.min(pages, this.dropped + pagesMax - visited);
      values.dropPages(head, this.dropped, limit);
      visited += limit - this.dropped;
      this.dropped = limit;
      if (limit === pages) this.releaseFirst(head);
    }
    memory.releaseReason = reason;
    return visited;
  }

  private releaseFirst(head: number): void {
    this.values.release(head);
    this.freedValues++;
    this.dropped = 0;
    this.first++;
    if (this.first === this.limit) this.forget();
  }

  /** Tells `visit` of each allocation that waits to be released. */
  visitAllocations(visit: VisitAllocation): void {
    for (let i = this.first; i < this.limit; i++) {
      this.values.visitAllocations(this.heads[i], visit);
    }
  }

  /** Forgets all values, after their pages were taken back otherwise. */
  forget(): void {
    this.first = 0;
    this.limit = 0;
    this.dropped = 0;
    if (this.heads.length === QUEUE_CAPACITY_MIN) return;
    this.heads = new Int32Array(QUEUE_CAPACITY_MIN);
    this.reasons = new Uint8Array(QUEUE_CAPACITY_MIN);
  }

  /** Moves the queue to the front, into arrays twice as long unless half of it is free. */
  private makeRoom(): void {
    const count = this.pendingValues;
    const capacity = this.heads.length * (count * 2 > this.heads.length ? 2 : 1);
    const heads = new Int32Array(capacity);
    const reasons = new Uint8Array(capacity);
    heads.set(this.heads.subarray(this.first, this.limit)); // cold
    reasons.set(this.reasons.subarray(this.first, this.limit)); // cold
    this.heads = heads;
    this.reasons = reasons;
    this.first = 0;
    this.limit = count;
  }
}
