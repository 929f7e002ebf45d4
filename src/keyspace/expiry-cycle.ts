/**
 * Active expiry: removes items that expired although nobody asked for them. Items that expire lie
 * in slab pages of their own, and each of those pages notes a time before which none of its items
 * expires (`PageTable.ownerNote`). So the cycle walks page numbers in rotating order and opens a
 * page only when something in it is due; a million keys of which none is stale cost a look at two
 * thousand notes.
 *
 * Works in slices: `run` stops when its time is up and goes on there the next time. As in Redis's
 * activeExpireCycle it is content with a share of stale items, the smaller the greater the effort,
 * and asks to be called again soon only while there are more. Unlike Redis it does not sample: what
 * is due is known from the notes.
 */

import { PAGE_KIND_SLAB } from '../memory/page-table.js';
import { Segment } from '../memory/segment.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from './database.js';
import { FLAG_LONG_KEY, readU32 } from './item-layout.js';
import type { Keyspace } from './keyspace.js';

/** Share of time that expiry may take at effort 1, and what each further level adds, in percent. */
const CPU_PERCENT = 25;
const CPU_PERCENT_STEP = 2;
/** Percentage of stale items that is accepted at effort 1; each further level accepts 1 less. */
const STALE_PERCENT_ACCEPTED = 10;
/** Items looked at, or pages passed over, between two readings of the clock. */
const ITEMS_PER_READING = 64;
const PAGES_PER_READING = 4096;
/** Items per database and run whose time to live enters the average. */
const TTL_SAMPLES = 16;
/** Weight of a run in the running averages of Redis. */
const STALE_WEIGHT = 0.05;
const TTL_WEIGHT = 0.02;
const EXPIRY_AT = 5;
const EXPIRY_AT_LONG_KEY = 9;
const TWO_32 = 2 ** 32;
const US_PER_MS = 1000;

export class ExpiryCycle {
  /** DEBUG SET-ACTIVE-EXPIRE. */
  isActive = true;
  /** `active-expire-effort`, 1 to 10. */
  effort = 1;
  /** Running average of the percentage of volatile items that a run found stale. */
  stalePercent = 0;
  /** How often a run ended because its time was up. */
  timeCapReachedCount = 0;
  /** Time that all runs took, in ms. */
  elapsedMs = 0;
  /** The page and slot at which the next run begins. */
  private page = 0;
  private slot = 0;
  /** Counts of the present run. */
  private looked = 0;
  private expired = 0;
  private deadlineUs = 0;
  private isTimeUp = false;
  private nowMs = 0;
  /** Databases by the owner number of their volatile items. */
  private readonly databaseByOwner: (Database | undefined)[] = [];
  /** Number of the run in which a database's average time to live was last sampled, by owner. */
  private readonly sampledInRun: Int32Array;
  private runs = 0;
  private readonly segment = new Segment();

  constructor(
    private readonly keyspace: Keyspace,
    private readonly clock: Clock,
  ) {
    this.sampledInRun = new Int32Array(keyspace.memory.ownerLimit);
    for (const db of keyspace.databases) {
      const { owner } = db.items.volatile;
      this.databaseByOwner[owner] = db;
    }
  }

  /** The part of all time that expiry may take, 0 to 1. */
  get timeShare(): number {
    return (CPU_PERCENT + CPU_PERCENT_STEP * (this.effort - 1)) / 100;
  }

  /**
   * Removes what has expired, for at most about `limitUs` microseconds. True if the time was up
   * and more than the accepted share is stale: then it should be called again soon.
   */
  run(limitUs: number): boolean {
    const { keyspace, clock } = this;
    let volatile = 0;
    for (const db of keyspace.databases) volatile += db.volatileSize;
    if (!this.isActive || volatile === 0) return false;
    const startUs = clock.monotonicUs();
    this.deadlineUs = startUs + limitUs;
    this.nowMs = clock.nowMs();
    keyspace.nowMs = this.nowMs;
    this.runs++;
    this.looked = 0;
    this.expired = 0;
    this.isTimeUp = false;
    this.walk();
    this.elapsedMs += (clock.monotonicUs() - startUs) / US_PER_MS;
    // Without a cap the whole keyspace was covered; otherwise only what was looked at is known.
    const covered = Math.max(1, this.isTimeUp ? this.looked : volatile);
    const percent = (this.expired / covered) * 100;
    this.stalePercent += (percent - this.stalePercent) * STALE_WEIGHT;
    if (!this.isTimeUp) return false;
    this.timeCapReachedCount++;
    return percent > STALE_PERCENT_ACCEPTED - this.effort + 1;
  }

  /** One round over all pages from where the last run ended, or less if the time is up. */
  private walk(): void {
    const { table } = this.keyspace.memory;
    const limit = table.capacity;
    // The page begun last is met again at the end of the round, for the slots in front.
    let left = limit + 1;
    while (left-- > 0) {
      if (this.page >= limit) {
        this.page = 0;
        this.slot = 0;
      }
      const { page } = this;
      const kind = table.kind[page];
      const db = kind >= PAGE_KIND_SLAB ? this.databaseByOwner[table.owner[page]] : undefined;
      if (db !== undefined) this.visit(db, page);
      if (left % PAGES_PER_READING === 0) this.readClock();
      if (this.isTimeUp) return;
      this.page++;
      this.slot = 0;
    }
  }

  private visit(db: Database, page: number): void {
    const { table } = this.keyspace.memory;
    if (table.ownerNote[page] <= this.nowMs) this.expirePage(db, page);
    else if (this.sampledInRun[table.owner[page]] !== this.runs) this.sampleTtl(db, page);
  }

  /** Removes what is due in a page from `this.slot` on; stays there if the time is up. */
  private expirePage(db: Database, page: number): void {
    const { memory } = this.keyspace;
    const slab = db.items.volatile;
    let live = slab.liveSlotsOf(page);
    let earliest = this.slot === 0 ? Number.POSITIVE_INFINITY : memory.table.ownerNote[page];
    memory.open(page, this.segment);
    let slot = slab.nextLiveSlot(page, this.slot);
    while (slot >= 0) {
      const expireAt = this.expiryAt(page, slot);
      if (expireAt > this.nowMs) {
        if (expireAt < earliest) earliest = expireAt;
      } else {
        db.removeExpired((page << memory.layout.slotBits) | slot);
        this.expired++;
        // The page goes back with its last item.
        if (--live === 0) return;
      }
      if (++this.looked % ITEMS_PER_READING === 0) this.readClock();
      slot = slab.nextLiveSlot(page, slot + 1);
      if (!this.isTimeUp || slot < 0) continue;
      this.slot = slot;
      return;
    }
    memory.table.ownerNote[page] = earliest;
  }

  /** When the item of a slot of the page in `this.segment` expires. */
  private expiryAt(page: number, slot: number): number {
    const { words, bytes, base } = this.segment;
    const at = base + slot * this.keyspace.memory.table.slotBytes[page];
    const isLong = (words[at >>> 2] & FLAG_LONG_KEY) !== 0;
    const expiry = at + (isLong ? EXPIRY_AT_LONG_KEY : EXPIRY_AT);
    return readU32(bytes, expiry) + readU32(bytes, expiry + 4) * TWO_32;
  }

  /** Lets some items of a page enter the database's average time to live. */
  private sampleTtl(db: Database, page: number): void {
    const slab = db.items.volatile;
    this.keyspace.memory.open(page, this.segment);
    let sum = 0;
    let count = 0;
    let slot = slab.nextLiveSlot(page, 0);
    for (; slot >= 0 && count < TTL_SAMPLES; slot = slab.nextLiveSlot(page, slot + 1)) {
      sum += Math.max(0, this.expiryAt(page, slot) - this.nowMs);
      count++;
    }
    this.sampledInRun[slab.owner] = this.runs;
    const mean = sum / Math.max(1, count);
    if (db.averageTtlMs === 0) db.averageTtlMs = mean;
    else db.averageTtlMs += (mean - db.averageTtlMs) * TTL_WEIGHT;
  }

  private readClock(): void {
    if (this.clock.monotonicUs() >= this.deadlineUs) this.isTimeUp = true;
  }
}
