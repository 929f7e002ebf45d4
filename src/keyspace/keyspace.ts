/**
 * All databases over one memory manager, with what they share: hash seed, time, access clock and
 * counters. Nothing here reads a clock: `nowMs` is set by whoever executes commands.
 */
import { KeyHasher } from '../base/siphash.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { AccessClock } from './access-clock.js';
import { type Attribution, NO_ATTRIBUTION } from './attribution.js';
import { Database } from './database.js';

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

  flushAll(): void {
    for (const db of this.databases) db.flush();
  }

  verify(): void {
    for (const db of this.databases) db.verify();
  }
}
