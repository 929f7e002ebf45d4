/**
 * All databases over one memory manager, with what they share: hash seed, time, access clock and
 * counters. Nothing here reads a clock: `nowMs` is set by whoever executes commands.
 */
import { KeyHasher } from '../base/siphash.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { AccessClock } from './access-clock.js';
import { type Attribution, NO_ATTRIBUTION } from './attribution.js';
import { Database } from './database.js';
import { eagerFreeing, type FreeingByCause } from './lazy-free.js';

export interface KeyspaceOptions {
  databases: number;
  /** Seeds of the key hash: two random 32-bit integers. */
  seeds: readonly [number, number];
  /** Random 32-bit integers. */
  random: () => number;
}

const TWO_32 = 2 ** 32;

export class Keyspace {
  readonly hasher: KeyHasher;
  readonly databases: Database[];
  readonly clock: AccessClock;
  /** Milliseconds since 1970, as the command being executed sees it. */
  nowMs = 0;
  /** Whether reading a key notes the access (CLIENT NO-TOUCH turns it off). */
  isTouching = true;
  /**
   * The hash of the key at hintBytes[hintStart …], if it is known already; -1 there where it is
   * not. Set for one request by whoever looked ahead.
   */
  hintBytes: Uint8Array | null = null;
  hintStart = -1;
  hintHash = 0;
  attribution: Attribution = NO_ATTRIBUTION;
  hits = 0;
  misses = 0;
  expiredKeys = 0;
  /** How what is removed is freed, by the cause of the removal: the lazyfree-lazy directives. */
  readonly freeing: FreeingByCause = eagerFreeing();
  /** Changes since start: what INFO calls rdb_changes_since_last_save. */
  dirty = 0;
  /** Random 32-bit integers. */
  readonly random: () => number;

  constructor(
    readonly memory: MemoryManager,
    options: KeyspaceOptions,
  ) {
    this.hasher = new KeyHasher(options.seeds[0], options.seeds[1]);
    this.random = options.random;
    this.clock = new AccessClock(() => (options.random() >>> 0) / TWO_32);
    this.databases = Array.from({ length: options.databases }, (_, i) => new Database(this, i));
  }

  /** The database of that number; undefined if there is none. */
  database(number: number): Database | undefined {
    return this.databases[number];
  }

  /** Exchanges the contents of two databases. */
  swap(first: number, second: number): void {
    const one = this.databases[first] as Database;
    const other = this.databases[second] as Database;
    this.databases[first] = other;
    this.databases[second] = one;
    one.number = second;
    other.number = first;
  }

  /** Large values of removed keys whose pages are not released yet. */
  get pendingValues(): number {
    return this.databases.reduce((sum, { items }) => sum + items.lazyFree.pendingValues, 0);
  }

  /** Values freed that way since start. */
  get lazilyFreedValues(): number {
    return this.databases.reduce((sum, { items }) => sum + items.lazyFree.freedValues, 0);
  }

  /** Releases up to `pagesMax` pages of values that wait for it; false when none is left. */
  freeLater(pagesMax: number): boolean {
    let left = pagesMax;
    for (const { items } of this.databases) {
      left -= items.lazyFree.releaseSlice(left);
      if (left <= 0) return true;
    }
    return false;
  }

  flushAll(): void {
    for (const db of this.databases) db.flush();
  }

  verify(): void {
    for (const db of this.databases) db.verify();
  }
}
