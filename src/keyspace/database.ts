/**
 * One database: the index and the items it refers to. Keys are given as ranges of bytes; results
 * are references and the view of the item found last. Expired items are removed on access.
 *
 * Whatever writes allocates first and changes afterwards: a method that returns false was refused
 * memory and has changed nothing.
 */
import { assert } from '../base/assert.js';
import {
  RELEASE_EXPIRY,
  RELEASE_FLUSH,
  RELEASE_MOVE,
  RELEASE_OVERWRITE,
  SITE_MOVED,
} from '../memory/allocation-hooks.js';
import { HashIndex } from '../structures/hash-index.js';
import { type ExpireAt, type ItemView, NO_EXPIRY } from './item-layout.js';
import { Items } from './items.js';
import type { Keyspace } from './keyspace.js';
import type { Freeing } from './lazy-free.js';
import { SITE_ITEM } from './sites.js';

export class Database {
  readonly index: HashIndex;
  readonly items: Items;
  /** The item found or written last. */
  readonly view: ItemView;
  /** Mean time to live of volatile keys in ms, estimated by the expiry cycle; 0 unknown. */
  averageTtlMs = 0;
  /** Stays with the contents when SWAPDB gives them another number. */
  readonly identity: number;
  /** Hash of the key that was looked up last. */
  private hash = 0;

  /** `number` is the database's place at creation; SWAPDB changes places, not names of owners. */
  constructor(
    readonly keyspace: Keyspace,
    public number: number,
  ) {
    this.identity = number;
    this.items = new Items(keyspace.memory, `db${number}`, keyspace.hasher);
    this.index = new HashIndex(keyspace.memory, `db${number} index`, this.items);
    this.view = this.items.view;
  }

  get size(): number {
    return this.index.count;
  }

  get volatileSize(): number {
    return this.items.volatileCount;
  }

  /** The live item of a key, decoded in `view`; 0 if there is none. An expired one is removed. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const { keyspace } = this;
    const isHinted = start === keyspace.hintStart && bytes === keyspace.hintBytes;
    this.hash = isHinted ? keyspace.hintHash : keyspace.hasher.hash(bytes, start, end);
    const reference = this.index.find(this.hash, bytes, start, end);
    if (reference === 0) return 0;
    const view = this.items.openMatched();
    if (!view.isVolatile || view.expireAt > this.keyspace.nowMs) return reference;
    this.removeFound(RELEASE_EXPIRY, this.keyspace.freeing.ofExpired);
    this.keyspace.expiredKeys++;
    return 0;
  }

  /** As `find`, but finds an expired item that is still there, too: it takes memory. */
  findEvenExpired(bytes: Uint8Array, start: number, end: number): number {
    this.hash = this.keyspace.hasher.hash(bytes, start, end);
    const reference = this.index.find(this.hash, bytes, start, end);
    if (reference !== 0) this.items.openMatched();
    return reference;
  }

  /** As `find`, for a command that reads the value: counts a hit or miss, notes the access. */
  lookupForRead(bytes: Uint8Array, start: number, end: number): number {
    const reference = this.find(bytes, start, end);
    if (reference === 0) {
      this.keyspace.misses++;
      return 0;
    }
    this.keyspace.hits++;
    this.touch();
    return reference;
  }

  /** As `lookupForRead`, for a command that looks at a key without using its value. */
  lookupUntouched(bytes: Uint8Array, start: number, end: number): number {
    const reference = this.find(bytes, start, end);
    if (reference === 0) this.keyspace.misses++;
    else this.keyspace.hits++;
    return reference;
  }

  /** As `find`, for a command that changes the value: notes the access. */
  lookupForWrite(bytes: Uint8Array, start: number, end: number): number {
    const reference = this.find(bytes, start, end);
    if (reference !== 0) this.touch();
    return reference;
  }

  private touch(): void {
    const { keyspace, view } = this;
    if (keyspace.isTouching) view.clock = keyspace.clock.accessed(view.clock);
  }

  /**
   * Makes room for the value of a key: `valueBytes` at `view.valueAt`, which the caller writes at
   * once. An existing item is replaced, and what its value held is released; under an LFU policy
   * its access count stays. The value that is being written may not lie in the old item. False if
   * memory is refused.
   */
  place(
    bytes: Uint8Array,
    start: number,
    end: number,
    encoding: number,
    valueBytes: number,
    expireAt: ExpireAt,
  ): boolean {
    const { memory } = this.keyspace;
    if (memory.hooks !== null)
      this.keyspace.attribution.enterKey(this, encoding, bytes, start, end);
    const old = this.find(bytes, start, end);
    const accessClock = this.keyspace.clock;
    const isCounted = old !== 0 && accessClock.isLfu;
    const clock = isCounted ? this.view.clock : accessClock.initial();
    if (old === 0) return this.insert(bytes, start, end, encoding, valueBytes, expireAt, clock);
    const { view, items } = this;
    memory.releaseReason = RELEASE_OVERWRITE;
    if (view.isVolatile === (expireAt !== NO_EXPIRY)) {
      if (items.tryRewrite(encoding, valueBytes, clock, this.keyspace.freeing.ofReplaced)) {
        if (view.isVolatile) this.rewriteExpiry(expireAt);
        memory.releaseReason = 0;
        return true;
      }
    }
    const fresh = items.create(bytes, start, end, encoding, valueBytes, expireAt, clock);
    if (fresh === 0) {
      memory.releaseReason = 0;
      return false;
    }
    this.index.replaceHit(fresh);
    items.release(old, this.keyspace.freeing.ofReplaced);
    memory.releaseReason = 0;
    items.open(fresh);
    return true;
  }

  private insert(
    bytes: Uint8Array,
    start: number,
    end: number,
    encoding: number,
    valueBytes: number,
    expireAt: ExpireAt,
    clock: number,
  ): boolean {
    const { items, hash } = this;
    if (!this.index.prepareInsert(hash)) return false;
    const fresh = items.create(bytes, start, end, encoding, valueBytes, expireAt, clock);
    if (fresh === 0) return false;
    const isInserted = this.index.insert(hash, fresh);
    assert(isInserted, 'the index was prepared for this entry');
    return true;
  }

  /**
   * Removes the item that the last find returned; `reason` is a RELEASE constant. What a large
   * value holds is freed at once, or slice by slice by the keyspace's `freeLater`.
   */
  removeFound(reason: number, freeing: Freeing = 'now'): void {
    const { memory } = this.keyspace;
    const { reference } = this.view;
    memory.releaseReason = reason;
    this.index.removeHit(this.hash);
    this.items.release(reference, freeing);
    memory.releaseReason = 0;
  }

  /** Removes a key; true if it was there. */
  remove(
    bytes: Uint8Array,
    start: number,
    end: number,
    reason = 0,
    freeing: Freeing = 'now',
  ): boolean {
    if (this.find(bytes, start, end) === 0) return false;
    this.removeFound(reason, freeing);
    return true;
  }

  /** Removes an expired item, for walks that meet items and not keys. */
  removeExpired(reference: number): void {
    this.hash = this.items.hashOf(reference);
    const isFound = this.index.findReference(this.hash, reference);
    assert(isFound, 'the expired item is in the index');
    this.items.open(reference);
    this.removeFound(RELEASE_EXPIRY, this.keyspace.freeing.ofExpired);
    this.keyspace.expiredKeys++;
  }

  /**
   * Gives the item that the last find returned another time to expire, or none (NO_EXPIRY). False
   * if memory is refused.
   */
  setExpiry(expireAt: ExpireAt): boolean {
    const { view } = this;
    if (view.isVolatile === (expireAt !== NO_EXPIRY)) {
      if (view.isVolatile) this.rewriteExpiry(expireAt);
      return true;
    }
    const key = this.items.keyOf(view);
    return this.moveFound(this, key, expireAt);
  }

  private rewriteExpiry(expireAt: ExpireAt): void {
    this.items.setExpiryOfView(expireAt);
  }

  /**
   * Moves the item that the last find returned to `key` of `target`; an item that is there already
   * is replaced, and what it held released. The value stays where it is, unless the databases
   * differ. False if memory is refused. Afterwards target.view is the moved item.
   */
  moveFound(target: Database, key: Uint8Array, expireAt: ExpireAt): boolean {
    const { hash: sourceHash, items } = this;
    const { memory } = this.keyspace;
    const { reference, clock } = this.view;
    const copy = this.copyTo(target, key, expireAt, clock, target === this);
    if (copy === 0) return false;
    if (this.replacedByCopy !== reference) {
      const wasFound = this.index.findReference(sourceHash, reference);
      assert(wasFound, 'the item to move is in the index');
      this.index.removeHit(sourceHash);
    }
    memory.releaseReason = RELEASE_MOVE;
    if (memory.hooks !== null && target === this) {
      this.announceMove(reference, copy, this.replacedByCopy === reference);
    }
    if (target === this) items.releaseShell(items.open(reference));
    else items.release(reference);
    memory.releaseReason = 0;
    target.items.open(copy);
    return true;
  }

  /**
   * Tells the profiler that an item has moved: to its own key, which keeps what is known of it, or
   * to another one, to which its value then belongs too.
   */
  private announceMove(before: number, after: number, isSame: boolean): void {
    const { items, keyspace } = this;
    const { hooks } = keyspace.memory;
    if (hooks === null) return;
    const { itemBytes: bytesBefore, slotSize: sizeBefore } = items.open(before);
    const { itemBytes: bytesAfter, slotSize: sizeAfter } = items.open(after);
    if (isSame) hooks.moved(before, bytesBefore, sizeBefore, after, bytesAfter, sizeAfter);
    else {
      items.visitValue(after, (reference, requested, size, site) => {
        hooks.rewritten(reference, requested, requested, size, site);
      });
    }
  }

  /**
   * Copies the item that the last find returned to `key` of `target`, which is not the item's own
   * key; an item that is there already is replaced. False if memory is refused. Afterwards
   * target.view is the copy.
   */
  copyFound(target: Database, key: Uint8Array, expireAt: ExpireAt): boolean {
    const copy = this.copyTo(target, key, expireAt, this.keyspace.clock.initial(), false);
    if (copy !== 0) target.items.open(copy);
    return copy !== 0;
  }

  /** What the last `copyTo` replaced; 0 nothing. */
  private replacedByCopy = 0;

  /**
   * Puts a copy of the item in view under `key` of `target`; 0 if memory is refused, and then
   * nothing has changed. With `isSharing` the copy has the value's pages; an item that is
   * overwritten by its own copy is the caller's to release.
   */
  private copyTo(
    target: Database,
    key: Uint8Array,
    expireAt: ExpireAt,
    clock: number,
    isSharing: boolean,
  ): number {
    const { memory, attribution } = this.keyspace;
    const { reference, encoding } = this.view;
    if (memory.hooks !== null) attribution.enterKey(target, encoding, key, 0, key.length);
    const old = target.find(key, 0, key.length);
    const { hash } = target;
    if (old === 0 && !target.index.prepareInsert(hash)) return 0;
    const { items } = this;
    const site = old === reference ? SITE_MOVED : SITE_ITEM;
    const copy = items.copyInto(target.items, reference, key, expireAt, clock, isSharing, site);
    if (copy === 0) return 0;
    this.replacedByCopy = old;
    if (old === 0) {
      const isInserted = target.index.insert(hash, copy);
      assert(isInserted, 'the index was prepared for this entry');
      return copy;
    }
    target.index.replaceHit(copy);
    if (old !== reference) {
      memory.releaseReason = RELEASE_OVERWRITE;
      target.items.release(old, this.keyspace.freeing.ofReplaced);
      memory.releaseReason = 0;
    }
    return copy;
  }

  /** A key chosen at random with its item decoded; 0 if there is none. Expired ones are skipped. */
  random(next: () => number): number {
    for (let tries = 0; ; tries++) {
      const reference = this.index.random(next);
      if (reference === 0) return 0;
      const view = this.items.open(reference);
      if (!view.isVolatile || view.expireAt > this.keyspace.nowMs) return reference;
      const key = this.items.keyOf(view);
      if (this.find(key, 0, key.length) !== 0 || tries > 100_000) return reference;
    }
  }

  /** Removes all keys; `reason` as for `removeFound`. */
  flush(reason = RELEASE_FLUSH): void {
    const { memory, attribution } = this.keyspace;
    if (memory.hooks !== null) attribution.databaseDropped(this, reason);
    memory.releaseReason = reason;
    this.index.clear();
    this.items.releaseAll();
    memory.releaseReason = 0;
    this.averageTtlMs = 0;
  }

  /** Checks index, items and their slabs against each other. */
  verify(): void {
    this.items.verify();
    this.index.verify();
    let live = 0;
    for (const slab of [this.items.persistent, this.items.volatile]) {
      live += slab.liveSlots.reduce((sum, count) => sum + count, 0);
    }
    assert(live === this.size, `${live} items live, ${this.size} indexed`);
  }
}
