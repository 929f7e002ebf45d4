/**
 * A hash index beside a plain Map from key to reference. Keys are numbers in four bytes; a
 * reference is a number that an array resolves to its key.
 */
import { expect } from 'vitest';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { HashIndex, type IndexedKeys } from '../../src/structures/hash-index.js';
import { Prng } from './prng.js';

const KEY_BYTES = 4;

/** Spreads a number over 32 bits. Source: the finaliser of MurmurHash3. */
export function spread(key: number): number {
  let mixed = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

class NumberKeys implements IndexedKeys {
  /** The key of each reference; references begin with 1. */
  readonly keyOf: number[] = [0];

  constructor(readonly hash: (key: number) => number) {}

  hashOf(reference: number): number {
    return this.hash(this.keyOf[reference] as number);
  }

  keyEquals(reference: number, bytes: Uint8Array, start: number, end: number): boolean {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return end - start === KEY_BYTES && view.getUint32(start) === this.keyOf[reference];
  }
}

export class IndexModel {
  readonly memory: MemoryManager;
  readonly index: HashIndex;
  readonly references = new Map<number, number>();
  readonly prng: Prng;
  private readonly keys: NumberKeys;
  private readonly bytes = Buffer.alloc(KEY_BYTES);

  constructor(seed: number, pageSizeBytes: number, hash: (key: number) => number = spread) {
    this.prng = new Prng(seed);
    const regionSizeBytes = Math.max(1_048_576, pageSizeBytes);
    this.memory = new MemoryManager({ pageSizeBytes, regionSizeBytes, isVerifying: true });
    this.keys = new NumberKeys(hash);
    this.index = new HashIndex(this.memory, 'index', this.keys);
  }

  private hashOf(key: number): number {
    return this.keys.hash(key);
  }

  /** The key that a reference stands for. */
  keyOf(reference: number): number {
    return this.keys.keyOf[reference] as number;
  }

  /** The reference that the index has for a key, compared with the model's. */
  find(key: number): number {
    this.bytes.writeUInt32BE(key);
    const found = this.index.find(this.hashOf(key), this.bytes, 0, KEY_BYTES);
    if (found !== (this.references.get(key) ?? 0)) throw new Error(`key ${key} has ${found}`);
    return found;
  }

  /** Adds a key that is not there; false if the index refuses. */
  insert(key: number): boolean {
    const reference = this.keys.keyOf.push(key) - 1;
    const isInserted = this.index.insert(this.hashOf(key), reference);
    if (isInserted) this.references.set(key, reference);
    return isInserted;
  }

  /** Gives a key that was just found another reference. */
  replace(key: number): void {
    const reference = this.keys.keyOf.push(key) - 1;
    this.index.replaceHit(reference);
    this.references.set(key, reference);
  }

  /** Removes a key that is there. */
  remove(key: number): void {
    expect(this.find(key)).not.toBe(0);
    this.index.removeHit(this.hashOf(key));
    this.references.delete(key);
  }

  /** One random operation on keys below `limit`, of which about `share` are kept. */
  step(limit: number, share: number): void {
    const key = this.prng.integer(0, limit - 1);
    if (this.find(key) === 0) {
      if (this.prng.chance(share)) expect(this.insert(key)).toBe(true);
    } else if (this.prng.chance(0.2)) this.replace(key);
    else if (!this.prng.chance(share)) this.remove(key);
  }

  /** Keys met by a whole walk with `scan`; `between` is called after each part. */
  scan(between: () => void = () => {}): number[] {
    const met: number[] = [];
    let cursor = 0;
    do {
      cursor = this.index.scan(cursor, (reference) => met.push(this.keyOf(reference)));
      between();
    } while (cursor !== 0);
    return met;
  }

  check(): void {
    this.index.verify();
    expect(this.index.count).toBe(this.references.size);
  }

  finish(): void {
    this.index.clear();
    this.memory.verifyEmpty();
  }
}
