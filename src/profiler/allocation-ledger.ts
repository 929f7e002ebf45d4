/**
 * The half of the profiler that runs with every allocation: it finds the context of what is being
 * allocated, remembers it beside the page and counts. Everything here is exact and makes no
 * JavaScript object, except where a context, or a sampled or exact stack, is new.
 *
 * An allocation that was made before counting began has id 0 until the walk over existing memory
 * (existing-walk.ts) reaches it; if it is released before that, it was never counted. So the sums
 * are right at any moment, and only what the walk has not reached is unknown.
 *
 * The counts of `(other)`, which contexts of all databases share once the table is full, are kept
 * by owner of the page too, because a flush drops those of one database.
 */
import type { Attribution } from '../keyspace/attribution.js';
import type { Database } from '../keyspace/database.js';
import { type AllocationHooks, SITE_MOVED } from '../memory/allocation-hooks.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { CONTEXT_OTHER, ContextTable } from './context-table.js';
import { contextKindOf } from './encoding-names.js';
import { delimiterTable, prefixEnd, prefixEndOfAny } from './key-prefix.js';
import { PeakProfile } from './peak-profile.js';
import type { ShadowContexts } from './shadow-contexts.js';
import type { StackSampler } from './stack-sampler.js';

/** Who is being served when memory is allocated. Implemented by the dispatcher's owner. */
export interface AllocationOrigin {
  /** Index of the command being executed, -1 outside of commands. */
  readonly commandIndex: number;
  readonly clientId: number;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Command numbers of contexts: the two below, then command index + COMMAND_FIRST. */
export const COMMAND_NONE = 0;
export const COMMAND_BEFORE_ENABLE = 1;
export const COMMAND_FIRST = 2;

const OTHER_STRIDE = 3;

export class AllocationLedger implements AllocationHooks, Attribution {
  readonly table: ContextTable;
  readonly peak = new PeakProfile();
  /** Sums over all contexts but `(unknown)`. */
  liveBytes = 0;
  liveObjects = 0;
  isTellingClientsApart = false;
  /** The delimiter where there is only one, which is the common case and quicker; else -1. */
  private delimiter = -1;
  /** 1 at each delimiter byte. */
  private isDelimiter: Uint8Array = new Uint8Array(256);
  prefixDepth = 1;
  prefixBytesMax = 64;
  /** Set while each allocation's stack is part of its context. */
  captureExact: (() => number) | null = null;
  sampler: StackSampler | null = null;
  /** Bytes, objects and slack of `(other)` by owner of the page. */
  private other = new Float64Array(OTHER_STRIDE * 64);
  private readonly slotBits: number;
  private readonly slotMask: number;
  private readonly pageSize: number;
  private command = COMMAND_NONE;
  private kind = 0;
  private db = -1;
  private key: Uint8Array = new Uint8Array(0);
  private prefixStart = 0;
  private prefixEnd = 0;

  constructor(
    private readonly memory: MemoryManager,
    private readonly shadow: ShadowContexts,
    private readonly origin: AllocationOrigin,
    captureStack: () => number,
  ) {
    this.table = new ContextTable(() => (this.isExisting ? 0 : captureStack()));
    this.slotBits = memory.layout.slotBits;
    this.slotMask = memory.layout.slotMask;
    this.pageSize = memory.layout.pageSizeBytes;
  }

  enterKey(db: Database, encoding: number, bytes: Uint8Array, start: number, end: number): void {
    const { origin } = this;
    this.command = origin.commandIndex + COMMAND_FIRST;
    if (this.command < COMMAND_FIRST) this.command = COMMAND_NONE;
    this.table.client = this.isTellingClientsApart ? origin.clientId : 0;
    this.enter(db, encoding, bytes, start, end);
  }

  /** As `enterKey`, for an item that was there before counting began. */
  enterExisting(db: Database, encoding: number, key: Uint8Array, start: number, end: number): void {
    this.command = COMMAND_BEFORE_ENABLE;
    this.table.client = 0;
    this.enter(db, encoding, key, start, end);
  }

  private enter(db: Database, encoding: number, key: Uint8Array, start: number, end: number): void {
    this.kind = contextKindOf(encoding);
    this.db = db.identity;
    this.key = key;
    this.prefixStart = start;
    const { delimiter, prefixDepth: depth, prefixBytesMax: max } = this;
    this.prefixEnd =
      delimiter >= 0
        ? prefixEnd(key, start, end, delimiter, depth, max)
        : prefixEndOfAny(key, start, end, this.isDelimiter, depth, max);
  }

  setDelimiters(delimiters: Uint8Array): void {
    this.delimiter = delimiters.length === 1 ? delimiters[0] : -1;
    this.isDelimiter = delimiterTable(delimiters);
  }

  /** Whether what is being counted was there before counting began: its stack is unknown. */
  private get isExisting(): boolean {
    return this.command === COMMAND_BEFORE_ENABLE;
  }

  private idFor(site: number): number {
    const { table, command, kind, db, key, prefixStart, prefixEnd } = this;
    if (this.captureExact !== null && !this.isExisting) {
      table.stack = this.captureExact();
    }
    const id = table.idFor(site, command, kind, db, 0, key, prefixStart, prefixEnd);
    table.stack = 0;
    return id;
  }

  /** The id that is remembered for an allocation; `size` tells pages and slots apart. */
  private idOf(reference: number, size: number): number {
    const page = reference >>> this.slotBits;
    if (size === this.pageSize) return this.shadow.wholeId(page);
    return this.shadow.slotId(page, reference & this.slotMask);
  }

  /** Remembers an id; false if there is no room for it. */
  private remember(reference: number, size: number, id: number): boolean {
    const page = reference >>> this.slotBits;
    if (size !== this.pageSize) {
      return this.shadow.setSlotId(page, reference & this.slotMask, id);
    }
    this.shadow.setWholeId(page, id);
    return true;
  }

  allocated(reference: number, requested: number, size: number, site: number): void {
    if (site === SITE_MOVED) {
      this.remember(reference, size, 0);
      return;
    }
    const id = this.idFor(site);
    if (!this.remember(reference, size, id)) return;
    this.add(id, reference, requested, size);
    if (this.sampler !== null) this.sampler.allocated(requested);
  }

  /** Counts an allocation that was there before; nothing happens if it is counted already. */
  found(reference: number, requested: number, size: number, site: number): void {
    if (this.idOf(reference, size) !== 0) return;
    const id = this.idFor(site);
    if (this.remember(reference, size, id)) this.add(id, reference, requested, size);
  }

  private add(id: number, reference: number, requested: number, size: number): void {
    this.table.allocated(id, requested, size - requested);
    if (id === CONTEXT_OTHER) this.countOther(reference, requested, 1, size - requested);
    this.liveBytes += requested;
    this.liveObjects++;
    if (this.liveBytes > this.peak.bytes) {
      this.peak.rise(this.liveBytes, this.liveObjects, this.origin.nowMs);
    }
  }

  private subtract(
    id: number,
    reference: number,
    requested: number,
    size: number,
    why: number,
  ): void {
    if (this.liveBytes - requested < this.peak.copyBelow) this.peak.take(this.table);
    this.table.released(id, requested, size - requested, why);
    if (id === CONTEXT_OTHER) this.countOther(reference, -requested, -1, requested - size);
    this.liveBytes -= requested;
    this.liveObjects--;
  }

  rewritten(reference: number, before: number, after: number, size: number, site: number): void {
    const former = this.idOf(reference, size);
    if (former === 0) {
      this.allocated(reference, after, size, site);
      return;
    }
    const reason = this.memory.releaseReason;
    const id = this.idFor(site);
    if (id === former && id !== CONTEXT_OTHER) {
      // The common case: whoever wrote the value writes it again.
      if (this.liveBytes - before < this.peak.copyBelow) this.peak.take(this.table);
      this.table.counters.rewritten(id, before, after, reason);
      this.changeLive(id, reference, before, after, 0);
    } else {
      this.subtract(former, reference, before, size, reason);
      if (this.remember(reference, size, id)) this.add(id, reference, after, size);
    }
    if (this.sampler !== null) this.sampler.allocated(after);
  }

  resized(reference: number, before: number, after: number, size: number): void {
    const id = this.idOf(reference, size);
    if (id === 0) return;
    this.table.resized(id, before, after);
    this.changeLive(id, reference, before, after, 0);
  }

  private changeLive(
    id: number,
    reference: number,
    before: number,
    after: number,
    sizeChange: number,
  ): void {
    const change = after - before;
    if (id === CONTEXT_OTHER) this.countOther(reference, change, 0, sizeChange - change);
    this.liveBytes += change;
    if (this.liveBytes > this.peak.bytes) {
      this.peak.rise(this.liveBytes, this.liveObjects, this.origin.nowMs);
    }
  }

  released(reference: number, requested: number, size: number, reason: number): void {
    const id = this.idOf(reference, size);
    if (id === 0) return;
    this.remember(reference, size, 0);
    this.subtract(id, reference, requested, size, reason);
  }

  moved(
    before: number,
    requestedBefore: number,
    sizeBefore: number,
    after: number,
    requestedAfter: number,
    sizeAfter: number,
  ): void {
    const id = this.idOf(before, sizeBefore);
    if (id === 0) return;
    if (!this.remember(after, sizeAfter, id)) return;
    this.remember(before, sizeBefore, 0);
    const sizeChange = sizeAfter - sizeBefore;
    this.table.counters.moved(id, requestedBefore, requestedAfter, sizeChange);
    if (id === CONTEXT_OTHER) {
      this.countOther(before, -requestedBefore, -1, requestedBefore - sizeBefore);
      this.countOther(after, requestedBefore, 1, sizeBefore - requestedBefore);
    }
    this.changeLive(id, after, requestedBefore, requestedAfter, sizeChange);
  }

  pageDropped(page: number): void {
    this.shadow.dropPage(page);
  }

  databaseDropped(db: Database, reason: number): void {
    const { table, peak } = this;
    if (peak.copyBelow >= 0) peak.take(table);
    const { counters } = table;
    for (let id = CONTEXT_OTHER + 1; id < table.count; id++) {
      if (counters.inUseObjects(id) === 0 || table.dbOf(id) !== db.identity) continue;
      this.liveBytes -= counters.inUseBytes(id);
      this.liveObjects -= counters.inUseObjects(id);
      counters.dropped(id, reason);
    }
    const { persistent, volatile, values } = db.items;
    for (const slab of [persistent, volatile, values]) this.dropOther(slab.owner, reason);
  }

  private dropOther(owner: number, reason: number): void {
    const at = owner * OTHER_STRIDE;
    if (at >= this.other.length || this.other[at + 1] === 0) return;
    const [bytes, objects, slack] = this.other.subarray(at, at + OTHER_STRIDE);
    this.table.counters.droppedPart(CONTEXT_OTHER, bytes, objects, slack, reason);
    this.liveBytes -= bytes;
    this.liveObjects -= objects;
    this.other.fill(0, at, at + OTHER_STRIDE);
  }

  private countOther(reference: number, bytes: number, objects: number, slack: number): void {
    const owner = this.memory.table.owner[reference >>> this.slotBits];
    const at = owner * OTHER_STRIDE;
    if (at >= this.other.length) {
      const wide = new Float64Array((owner + 1) * OTHER_STRIDE * 2);
      wide.set(this.other);
      this.other = wide;
    }
    this.other[at] += bytes;
    this.other[at + 1] += objects;
    this.other[at + 2] += slack;
  }

  /** The remembered id, for checks. */
  contextOf(reference: number, size: number): number {
    return this.idOf(reference, size);
  }

  /** Starts history anew; what is in use stays counted. */
  resetHistory(): void {
    this.table.counters.resetHistory();
    this.peak.reset(this.liveBytes, this.liveObjects, this.origin.nowMs);
    this.sampler?.reset();
  }

  /** Forgets every count but keeps the contexts, so that snapshots stay comparable. */
  forgetCounts(): void {
    this.table.counters.clear();
    this.shadow.clear();
    this.other.fill(0);
    this.liveBytes = 0;
    this.liveObjects = 0;
    this.peak.reset(0, 0, 0);
  }
}
