/**
 * The items of one database: where they are allocated, how their keys are compared and hashed, and
 * how an item is written, rewritten and released. Items that expire live in slab pages of their
 * own, so that active expiry and volatile eviction walk those pages instead of keeping an index
 * of volatile keys.
 *
 * Does not know the index: the database keeps index and items together.
 */
import { assert } from '../base/assert.js';
import type { KeyHasher } from '../base/siphash.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { Slot } from '../memory/segment.js';
import { SlabAllocator } from '../memory/slab-allocator.js';
import type { IndexedKeys } from '../structures/hash-index.js';
import { PagedBytes, type VisitAllocation } from '../structures/paged-bytes.js';
import {
  CLOCK_SHIFT,
  ENCODING_PAGED,
  type ExpireAt,
  FLAG_LONG_KEY,
  FLAG_VOLATILE,
  headerBytes,
  ItemView,
  KEY_LENGTH_INLINE_MAX,
  KEY_LENGTH_SHORT_MAX,
  keyBytesInItem,
  NO_EXPIRY,
  REFERENCE_BYTES,
  writeExpiry,
  writeU32,
} from './item-layout.js';
import { type Freeing, LazyFree } from './lazy-free.js';
import {
  SITE_ITEM,
  SITE_KEY,
  SITE_VALUE_DIRECTORY,
  SITE_VALUE_HEAD,
  SITE_VALUE_PAGE,
  SITE_VALUE_PIECE,
} from './sites.js';

const EXPIRY_BYTES = 8;
const LONG_KEY_AT = 5;

export class Items implements IndexedKeys {
  readonly persistent: SlabAllocator;
  readonly volatile: SlabAllocator;
  readonly values: SlabAllocator;
  readonly pagedValues: PagedBytes;
  /** Large values whose items are gone and whose pages are still to be released. */
  readonly lazyFree: LazyFree;
  /** Number of items that expire. */
  volatileCount = 0;
  /** The item that was opened last. */
  readonly view = new ItemView();
  private readonly pagedKeys: PagedBytes;
  private readonly slot = new Slot();
  private readonly probe = new Slot();
  private readonly fresh = new ItemView();

  constructor(
    readonly memory: MemoryManager,
    name: string,
    private readonly hasher: KeyHasher,
  ) {
    this.persistent = new SlabAllocator(memory, `${name} items`);
    this.volatile = new SlabAllocator(memory, `${name} volatile items`);
    this.values = new SlabAllocator(memory, `${name} values`);
    const page = SITE_VALUE_PAGE;
    const piece = SITE_VALUE_PIECE;
    const directory = SITE_VALUE_DIRECTORY;
    this.pagedValues = new PagedBytes(this.values, {
      head: SITE_VALUE_HEAD,
      page,
      piece,
      directory,
    });
    this.lazyFree = new LazyFree(this.pagedValues, memory);
    this.pagedKeys = new PagedBytes(this.values, { head: SITE_KEY, page, piece, directory });
  }

  /** Decodes the item that a reference names into `view`. */
  open(reference: number): ItemView {
    this.memory.locate(reference, this.slot);
    this.view.open(this.slot);
    return this.view;
  }

  /** Decodes the item whose key `keyEquals` found equal just now. */
  openMatched(): ItemView {
    this.view.open(this.probe);
    return this.view;
  }

  /** Reads the first and the last word of an item's slot, as HashIndex.touch does a bucket's. */
  touch(reference: number): number {
    const { probe } = this;
    this.memory.locate(reference, probe);
    const first = probe.base >>> 2;
    return probe.words[first] ^ probe.words[first + (probe.size >>> 2) - 1];
  }

  keyEquals(reference: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { probe } = this;
    this.memory.locate(reference, probe);
    const itemBytes = probe.bytes;
    const { base } = probe;
    const head = probe.words[base >>> 2];
    if ((head & FLAG_LONG_KEY) !== 0) return this.longKeyEquals(bytes, start, end);
    const length = end - start;
    if (itemBytes[base + 4] !== length || length > KEY_LENGTH_SHORT_MAX) return false;
    let at = base + ((head & FLAG_VOLATILE) !== 0 ? 13 : 5);
    for (let i = start; i < end; i++) if (itemBytes[at++] !== bytes[i]) return false;
    return true;
  }

  /** `this.probe` is the item's slot. */
  private longKeyEquals(bytes: Uint8Array, start: number, end: number): boolean {
    const { fresh } = this;
    fresh.open(this.probe);
    if (fresh.keyLength !== end - start) return false;
    const key = this.keyOf(fresh);
    for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
    return true;
  }

  hashOf(reference: number): number {
    const { probe } = this;
    this.memory.locate(reference, probe);
    const head = probe.words[probe.base >>> 2];
    if ((head & FLAG_LONG_KEY) !== 0) {
      this.fresh.open(probe);
      const key = this.keyOf(this.fresh);
      return this.hasher.hash(key, 0, key.length);
    }
    const at = probe.base + ((head & FLAG_VOLATILE) !== 0 ? 13 : 5);
    return this.hasher.hash(probe.bytes, at, at + probe.bytes[probe.base + 4]);
  }

  /** The key of an item as bytes of its own: for cold paths and long keys. */
  keyOf(view: ItemView): Uint8Array {
    if (!view.isKeyPaged) return view.bytes.slice(view.keyAt, view.keyAt + view.keyLength); // cold
    const key = new Uint8Array(view.keyLength);
    this.pagedKeys.read(readReference(view), 0, key, 0, key.length);
    return key;
  }

  /**
   * Allocates an item and writes its header and key; the value bytes at `valueAt` of the opened
   * view are the caller's to write. Returns the reference, or 0 if memory is refused.
   */
  create(
    bytes: Uint8Array,
    start: number,
    end: number,
    encoding: number,
    valueBytes: number,
    expireAt: ExpireAt,
    clock: number,
    site: number = SITE_ITEM,
  ): number {
    const keyLength = end - start;
    const isVolatile = expireAt !== NO_EXPIRY;
    const size = headerBytes(keyLength, isVolatile) + keyBytesInItem(keyLength) + valueBytes;
    let longKey = 0;
    if (keyLength > KEY_LENGTH_INLINE_MAX) {
      longKey = this.pagedKeys.createFrom(bytes, start, end);
      if (longKey === 0) return 0;
    }
    const slab = isVolatile ? this.volatile : this.persistent;
    const reference = slab.allocate(size, site);
    if (reference === 0) {
      if (longKey !== 0) this.pagedKeys.release(longKey);
      return 0;
    }
    if (isVolatile) this.volatileCount++;
    this.writeHeader(reference, keyLength, encoding, isVolatile, clock);
    const { view } = this;
    if (isVolatile) this.setExpiryOfView(expireAt);
    if (longKey !== 0) writeU32(view.bytes, view.keyAt, longKey);
    else copyShort(bytes, start, end, view.bytes, view.keyAt);
    return reference;
  }

  private writeHeader(
    reference: number,
    keyLength: number,
    encoding: number,
    isVolatile: boolean,
    clock: number,
  ): void {
    const { slot } = this;
    this.memory.locate(reference, slot);
    const isLong = keyLength > KEY_LENGTH_SHORT_MAX;
    slot.words[slot.base >>> 2] =
      encoding |
      (isVolatile ? FLAG_VOLATILE : 0) |
      (isLong ? FLAG_LONG_KEY : 0) |
      (clock << CLOCK_SHIFT);
    slot.bytes[slot.base + 4] = isLong ? 0 : keyLength;
    if (isLong) writeU32(slot.bytes, slot.base + LONG_KEY_AT, keyLength);
    this.view.open(slot);
  }

  /**
   * Prepares the opened item for another value in place: same slot class, same volatility. What
   * the old value held elsewhere is released. Returns false (and does nothing) if it cannot.
   */
  tryRewrite(encoding: number, valueBytes: number, clock: number, freeing: Freeing): boolean {
    const { view, memory } = this;
    const before = view.itemBytes;
    const after = view.valueAt - view.base + valueBytes;
    const { classes } = memory;
    if (after > classes.slotBytesMax) return false;
    if (classes.slotBytes[classes.classFor(after)] !== view.slotSize) return false;
    const slab = view.isVolatile ? this.volatile : this.persistent;
    this.releaseValue(view, freeing);
    slab.rewrite(view.reference, before, after, SITE_ITEM);
    view.encodingOfItem = encoding;
    view.clock = clock;
    return true;
  }

  /**
   * Gives the opened item's value, which stands in the item, another size and encoding in its
   * slot; the bytes that it has stay. False (and nothing done) if the slot is not the right one.
   */
  tryResizeValue(encoding: number, valueBytes: number): boolean {
    const { view, memory } = this;
    const { classes } = memory;
    const after = view.valueAt - view.base + valueBytes;
    if (after > classes.slotBytesMax) return false;
    if (classes.slotBytes[classes.classFor(after)] !== view.slotSize) return false;
    const slab = view.isVolatile ? this.volatile : this.persistent;
    slab.resize(view.reference, view.itemBytes, after);
    view.encodingOfItem = encoding;
    return true;
  }

  /** Gives the opened volatile item another time to expire. */
  setExpiryOfView(expireAt: ExpireAt): void {
    const { view } = this;
    writeExpiry(view.bytes, view.keyAt - EXPIRY_BYTES, expireAt);
    this.noteExpiry(view.reference, Number(expireAt));
  }

  /** Keeps the note of an item's page: the time before which none of its items expires. */
  private noteExpiry(reference: number, expireAt: number): void {
    const { ownerNote } = this.memory.table;
    const page = reference >>> this.memory.layout.slotBits;
    if (expireAt < ownerNote[page]) ownerNote[page] = expireAt;
  }

  /**
   * Copies an item under another key (or with another expiry) to `target`; returns the reference
   * there, 0 if memory is refused. With `isSharing` the copy has the value's pages and the
   * original is to be released by `releaseShell`; otherwise they are copied too.
   */
  copyInto(
    target: Items,
    reference: number,
    key: Uint8Array,
    expireAt: ExpireAt,
    clock: number,
    isSharing: boolean,
    site: number = SITE_ITEM,
  ): number {
    const { encoding } = this.open(reference);
    const valueBytes = this.view.valueBytesInItem;
    let value = 0;
    if (encoding === ENCODING_PAGED && !isSharing) {
      value = this.copyPagedValue(target, this.view.valueReference);
      if (value === 0) return 0;
    }
    const end = key.length;
    const copy = target.create(key, 0, end, encoding, valueBytes, expireAt, clock, site);
    if (copy === 0) {
      if (value !== 0) target.pagedValues.release(value);
      return 0;
    }
    const to = target.view;
    this.memory.locate(reference, this.probe);
    this.fresh.open(this.probe);
    const { bytes, valueAt } = this.fresh;
    copyShort(bytes, valueAt, valueAt + valueBytes, to.bytes, to.valueAt);
    if (value !== 0) writeU32(to.bytes, to.valueAt, value);
    return copy;
  }

  /** A copy of a paged value in another database's memory; absent pages stay absent. */
  private copyPagedValue(target: Items, head: number): number {
    const length = this.pagedValues.length(head);
    const copy = target.pagedValues.create(length);
    if (copy === 0) return 0;
    for (let at = 0; at < length; ) {
      this.pagedValues.seek(head, at);
      const { runBytes, runStart, runLength, isHole } = this.pagedValues;
      const end = runStart + runLength;
      if (!isHole && !target.pagedValues.write(copy, at, runBytes, runStart, end)) {
        target.pagedValues.release(copy);
        return 0;
      }
      at += runLength;
    }
    return copy;
  }

  /** Releases an item with everything that its key and value hold, large values maybe later. */
  release(reference: number, freeing: Freeing = 'now'): void {
    this.releaseValue(this.open(reference), freeing);
    this.releaseShell(this.open(reference));
  }

  /** Releases an item and its key but not what its value holds elsewhere. */
  releaseShell(view: ItemView): void {
    if (view.isKeyPaged) this.pagedKeys.release(readReference(view));
    const slab = view.isVolatile ? this.volatile : this.persistent;
    if (view.isVolatile) this.volatileCount--;
    slab.release(view.reference, view.itemBytes);
  }

  private releaseValue(view: ItemView, freeing: Freeing): void {
    if (view.encoding !== ENCODING_PAGED) return;
    if (freeing === 'now') this.pagedValues.release(view.valueReference);
    else this.lazyFree.release(view.valueReference, this.memory.releaseReason);
  }

  /**
   * Moves those parts of an item that lie in pages which `isLeft` names to other pages; returns
   * the item's reference afterwards. The caller puts a new one into the index.
   */
  relocate(reference: number, isLeft: (page: number) => boolean): number {
    const { view } = this;
    this.open(reference);
    if (view.encoding === ENCODING_PAGED) {
      writeU32(view.bytes, view.valueAt, this.pagedValues.relocate(view.valueReference, isLeft));
    }
    if (view.isKeyPaged) {
      writeU32(view.bytes, view.keyAt, this.pagedKeys.relocate(readReference(view), isLeft));
    }
    if (!isLeft(reference >>> this.memory.layout.slotBits)) return reference;
    const slab = view.isVolatile ? this.volatile : this.persistent;
    const { expireAt, isVolatile } = view;
    const moved = slab.relocate(reference, view.itemBytes);
    if (isVolatile) this.noteExpiry(moved, expireAt);
    return moved;
  }

  /** Bytes of slots and pages that the opened item occupies, its value and key included. */
  occupiedBytes(view: ItemView): number {
    let size = view.slotSize;
    if (view.isKeyPaged) size += this.pagedKeys.occupiedBytes(readReference(view));
    if (view.encoding === ENCODING_PAGED) {
      size += this.pagedValues.occupiedBytes(view.valueReference);
    }
    return size;
  }

  /** Tells `visit` of each allocation that an item consists of: its slot, key and value. */
  visitAllocations(reference: number, visit: VisitAllocation): void {
    const view = this.open(reference);
    const { slotSize, itemBytes } = view;
    visit(reference, itemBytes, slotSize, SITE_ITEM);
    if (view.isKeyPaged) this.pagedKeys.visitAllocations(readReference(view), visit);
    this.visitValue(reference, visit);
  }

  /** The same for the value's allocations only. */
  visitValue(reference: number, visit: VisitAllocation): void {
    const view = this.open(reference);
    if (view.encoding !== ENCODING_PAGED) return;
    this.pagedValues.visitAllocations(view.valueReference, visit);
  }

  releaseAll(): void {
    this.pagedValues.detachAllReaders();
    this.lazyFree.forget();
    this.persistent.releaseAll();
    this.volatile.releaseAll();
    this.values.releaseAll();
    this.volatileCount = 0;
  }

  verify(): void {
    this.persistent.verify();
    this.volatile.verify();
    this.values.verify();
    const live = this.volatile.liveSlots.reduce((sum, count) => sum + count, 0);
    assert(live === this.volatileCount, `${live} volatile items, ${this.volatileCount} counted`);
  }
}

/** The reference of a paged key. */
function readReference(view: ItemView): number {
  const { bytes, keyAt } = view;
  assert(view.keyLength > KEY_LENGTH_INLINE_MAX && REFERENCE_BYTES === 4, 'a key in pages');
  return (
    bytes[keyAt] | (bytes[keyAt + 1] << 8) | (bytes[keyAt + 2] << 16) | (bytes[keyAt + 3] << 24)
  );
}

/** Copies a short run of bytes; for such a native copy costs more than it saves. */
export function copyShort(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  targetStart: number,
): void {
  let at = targetStart;
  for (let i = start; i < end; i++) target[at++] = source[i];
}
