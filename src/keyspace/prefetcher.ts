/**
 * Brings the memory of keys that are about to be used into the processor's cache. The hashes of
 * many keys are taken first and their index buckets read, then all their items: reads that do not
 * wait for each other overlap, and what they miss in the cache is fetched together. The hash of a
 * request's first key is kept for the lookup that follows.
 *
 * It changes nothing, and being wrong about a key costs only the time.
 */
import type { Database } from './database.js';

export const PREFETCH_KEYS_MAX = 64;

export class Prefetcher {
  private count = 0;
  private readonly hashes = new Int32Array(PREFETCH_KEYS_MAX);
  private readonly references = new Int32Array(PREFETCH_KEYS_MAX);
  /** Takes the values read, so that the reads are not optimised away. */
  private sink = 0;

  /** Adds a key and returns its hash; beyond PREFETCH_KEYS_MAX keys are not prefetched. */
  add(db: Database, bytes: Uint8Array, start: number, end: number): number {
    const hash = db.keyspace.hasher.hash(bytes, start, end);
    if (this.count === PREFETCH_KEYS_MAX) return hash;
    this.hashes[this.count++] = hash;
    return hash;
  }

  /**
   * Reads the buckets and then the items of the keys added since the last run. Short loops of
   * nothing but reads, because only reads close to each other are under way together.
   */
  run(db: Database): void {
    const { count, hashes, references } = this;
    this.count = 0;
    let buckets = 0;
    for (let i = 0; i < count; i++) buckets ^= db.index.touch(hashes[i]);
    for (let i = 0; i < count; i++) references[i] = db.index.candidate(hashes[i]);
    let sink = 0;
    for (let i = 0; i < count; i++) {
      if (references[i] !== 0) sink ^= db.items.touch(references[i]);
    }
    this.sink ^= sink ^ buckets;
  }
}
