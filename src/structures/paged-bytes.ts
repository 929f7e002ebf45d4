/**
 * A byte string that is too large for one slot: whole pages, and a tail cut into slots that it
 * fills completely, so that little is lost to rounding. Reading and writing a range touches the
 * pages of the range only. A page that was never written is absent and reads as zeros.
 *
 * The head is a slot of its own, and its reference stands for the value:
 *
 *     +--------+-----------------------------------+-----------------+-------------------+
 *     | length | page numbers (up to 8), or        | tail pieces     | remainder         |
 *     | u32    | references of directories, u32    | (0 to 3), u32   | (bytes)           |
 *     +--------+-----------------------------------+-----------------+-------------------+
 *
 * With more than 8 pages, each directory lists the numbers of pageSize / 4 pages; the last one is
 * a slot just large enough. How a length is divided follows from the length alone (PagedLayout),
 * so nothing of it is stored.
 *
 * Every operation that needs memory takes it before it changes anything and returns 0 or false if
 * it is refused.
 */
import { assert } from '../base/assert.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { Segment, Slot } from '../memory/segment.js';
import type { SlabAllocator } from '../memory/slab-allocator.js';
import { PagedLayout } from './paged-layout.js';

const REFERENCE_BYTES = 4;

/** Ids of the code that allocates; their names are registered with the profiler. */
export interface PagedSites {
  head: number;
  page: number;
  piece: number;
  directory: number;
}

/** Somebody who reads a value over a longer time and must not see later changes. */
export interface PagedReader {
  readonly head: number;
  /** What is still to be read: the bytes from `position` to before `end`. */
  readonly position: number;
  readonly end: number;
  /** Called before the value changes or goes; `copy` holds its bytes from `start` on. */
  detach(copy: Uint8Array, start: number): void;
}

/** Called with the reference, the bytes asked for, the size and the site of an allocation. */
export type VisitAllocation = (
  reference: number,
  requested: number,
  size: number,
  site: number,
) => void;

export class PagedBytes {
  /** Those who read a value just now: replies that are being streamed. */
  private readers: PagedReader[] = [];
  private readonly memory: MemoryManager;
  private readonly pageSize: number;
  private readonly layout: PagedLayout;
  private readonly slot = new Slot();
  private readonly piece = new Slot();
  private readonly segment = new Segment();
  private readonly other: PagedLayout;
  private scratch: Uint8Array = new Uint8Array(0);

  /** The run that `seek` found: bytes[runStart, runStart + runLength), or a hole of that length. */
  runBytes: Uint8Array = new Uint8Array(0);
  /** The words of the same memory: word i is bytes 4 i to 4 i + 3. */
  runWords: Int32Array = new Int32Array(0);
  runStart = 0;
  runLength = 0;
  isHole = false;

  constructor(
    private readonly slab: SlabAllocator,
    private readonly sites: PagedSites,
  ) {
    this.memory = slab.memory;
    this.pageSize = this.memory.layout.pageSizeBytes;
    this.layout = new PagedLayout(this.memory);
    this.other = new PagedLayout(this.memory);
  }

  length(head: number): number {
    this.memory.locate(head, this.slot);
    return this.slot.words[this.slot.base >>> 2] >>> 0;
  }

  addReader(reader: PagedReader): void {
    this.readers.push(reader);
  }

  removeReader(reader: PagedReader): void {
    this.readers = this.readers.filter((other) => other !== reader);
  }

  /** To be called before bytes of the value are changed other than by the methods here. */
  beforeChange(head: number): void {
    if (this.readers.length > 0) this.detachReaders(head);
  }

  /** Detaches the readers of one value: they share one copy of what any of them still needs. */
  detachReaders(head: number): void {
    const leaving = this.readers.filter((reader) => reader.head === head);
    if (leaving.length === 0) return;
    this.readers = this.readers.filter((reader) => reader.head !== head);
    let start = Number.POSITIVE_INFINITY;
    let end = 0;
    for (const reader of leaving) {
      start = Math.min(start, reader.position);
      end = Math.max(end, reader.end);
    }
    const copy = new Uint8Array(Math.max(0, end - start));
    this.read(head, start, copy, 0, copy.length);
    for (const reader of leaving) reader.detach(copy, start);
  }

  /** The same for every value that somebody reads. */
  detachAllReaders(): void {
    while (this.readers.length > 0) this.detachReaders((this.readers[0] as PagedReader).head);
  }

  /** A value of `length` zero bytes whose pages are all absent; 0 if memory is refused. */
  create(length: number): number {
    const { layout } = this;
    layout.divide(length);
    const head = this.allocateHead(layout);
    if (head === 0) return 0;
    if (this.allocateParts(head, layout)) return head;
    this.slab.release(head, layout.headBytes);
    return 0;
  }

  /** A copy of source[start, end); 0 if memory is refused. */
  createFrom(source: Uint8Array, start: number, end: number): number {
    const head = this.create(end - start);
    if (head === 0) return 0;
    if (this.write(head, 0, source, start, end)) return head;
    this.release(head);
    return 0;
  }

  /**
   * A value that takes over `pages`, which belong to `owner` and hold `length` bytes one after
   * the other; 0 if memory is refused, and then the pages stay the owner's.
   */
  adopt(pages: Int32Array, length: number, owner: number): number {
    const head = this.create(length);
    if (head === 0) return 0;
    this.layout.divide(length);
    const whole = this.layout.pages;
    for (let i = 0; i < whole; i++) {
      this.memory.transfer(pages[i], owner, this.slab.owner);
      this.slab.adoptPage(pages[i], this.sites.page);
      this.setPage(head, this.layout, i, pages[i]);
    }
    const tail = this.layout.tailBytes;
    if (tail > 0) {
      this.memory.open(pages[whole], this.segment);
      const { bytes, base } = this.segment;
      this.write(head, whole * this.pageSize, bytes, base, base + tail);
      this.memory.release(owner, pages[whole]);
    }
    return head;
  }

  /** Finds the contiguous run at `position` (below the length) in runBytes and its kin. */
  seek(head: number, position: number): void {
    this.memory.locate(head, this.slot);
    const { layout, slot } = this;
    layout.divide(slot.words[slot.base >>> 2] >>> 0);
    assert(position >= 0 && position < layout.length, `position ${position} of ${layout.length}`);
    const index = Math.floor(position / this.pageSize);
    if (index < layout.pages) this.seekPage(head, index, position - index * this.pageSize);
    else this.seekTail(position - layout.pages * this.pageSize);
  }

  private seekPage(head: number, index: number, offset: number): void {
    const page = this.pageAt(head, this.layout, index);
    this.runLength = this.pageSize - offset;
    this.isHole = page === 0;
    if (page === 0) return;
    this.memory.open(page, this.segment);
    this.runBytes = this.segment.bytes;
    this.runWords = this.segment.words;
    this.runStart = this.segment.base + offset;
  }

  /** `this.slot` is the head and `offset` is relative to the tail. */
  private seekTail(offset: number): void {
    const { layout, slot } = this;
    this.isHole = false;
    let at = offset;
    for (let i = 0; i < layout.pieces; i++) {
      const size = layout.pieceBytes[i];
      if (at < size) {
        const reference = slot.words[(slot.base >>> 2) + layout.pieceWord + i];
        this.memory.locate(reference, this.piece);
        this.runBytes = this.piece.bytes;
        this.runWords = this.piece.words;
        this.runStart = this.piece.base + at;
        this.runLength = size - at;
        return;
      }
      at -= size;
    }
    this.runBytes = slot.bytes;
    this.runWords = slot.words;
    this.runStart = slot.base + layout.remainderAt + at;
    this.runLength = layout.remainderBytes - at;
  }

  /** Copies the bytes from `position` on into target[start, end). */
  read(head: number, position: number, target: Uint8Array, start: number, end: number): void {
    let at = start;
    let from = position;
    while (at < end) {
      this.seek(head, from);
      const size = Math.min(this.runLength, end - at);
      if (this.isHole) target.fill(0, at, at + size);
      else target.set(this.runBytes.subarray(this.runStart, this.runStart + size), at);
      at += size;
      from += size;
    }
  }

  /** Writes source[start, end) at `position`, all of it inside the length; false if refused. */
  write(head: number, position: number, source: Uint8Array, start: number, end: number): boolean {
    if (!this.fillHoles(head, position, position + end - start)) return false;
    this.beforeChange(head);
    let from = start;
    let at = position;
    while (from < end) {
      this.seek(head, at);
      const size = Math.min(this.runLength, end - from);
      this.runBytes.set(source.subarray(from, from + size), this.runStart);
      from += size;
      at += size;
    }
    return true;
  }

  /** Allocates the absent pages between two positions; false (and none) if refused. */
  fillHoles(head: number, start: number, end: number): boolean {
    this.memory.locate(head, this.slot);
    this.layout.divide(this.slot.words[this.slot.base >>> 2] >>> 0);
    const { layout } = this;
    if (start >= end) return true;
    const first = Math.floor(start / this.pageSize);
    const limit = Math.min(layout.pages, Math.ceil(end / this.pageSize));
    let absent = 0;
    for (let i = first; i < limit; i++) if (this.pageAt(head, layout, i) === 0) absent++;
    if (absent === 0) return true;
    if (!this.memory.canAllocatePages(absent)) return false;
    for (let i = first; i < limit; i++) {
      if (this.pageAt(head, layout, i) !== 0) continue;
      const page = this.slab.allocatePage(this.sites.page);
      if (page === 0) return false;
      this.memory.open(page, this.segment);
      this.segment.bytes.fill(0, this.segment.base, this.segment.base + this.pageSize);
      this.setPage(head, layout, i, page);
    }
    return true;
  }

  /**
   * Makes the length at least `end` and the pages between `start` and `end` present, so that bytes
   * there can be written without asking for memory again. Returns as `resize` does.
   */
  prepareWrite(head: number, start: number, end: number): number {
    const before = this.length(head);
    if (!this.fillHoles(head, start, Math.min(end, before))) return 0;
    return end <= before ? head : this.resize(head, end, start);
  }

  /**
   * Changes the length; new bytes are zeros, and new pages absent but for those behind
   * `presentFrom`. Returns the head's new reference (the old one is gone if it differs), or 0 if
   * memory is refused and nothing has changed.
   */
  resize(head: number, length: number, presentFrom = length): number {
    this.memory.locate(head, this.slot);
    const before = this.slot.words[this.slot.base >>> 2] >>> 0;
    if (before === length) return head;
    this.beforeChange(head);
    const { layout, other } = this;
    layout.divide(before);
    other.divide(length);
    const kept = Math.min(before, length);
    if (layout.pages === other.pages) return this.resizeTail(head, before, length);
    const fresh = this.create(length);
    if (fresh === 0) return 0;
    layout.divide(before);
    const shared = Math.min(layout.pages, other.pages) * this.pageSize;
    const isReady =
      this.moveTail(head, fresh, kept) &&
      this.fillHoles(fresh, Math.max(presentFrom, shared), length);
    if (!isReady) {
      this.release(fresh);
      return 0;
    }
    layout.divide(before);
    this.movePages(head, fresh);
    this.release(head);
    return fresh;
  }

  /**
   * The same for two lengths with equally many whole pages: those and their directories stay, and
   * so do the leading tail pieces that both divisions have. Small changes of the length mostly
   * change the remainder alone, which happens in place.
   */
  private resizeTail(head: number, before: number, length: number): number {
    const { layout, other, memory } = this;
    const kept = Math.min(layout.tailBytes, other.tailBytes);
    const shared = this.sharedPieces();
    if (shared === layout.pieces && shared === other.pieces && this.fitsSameSlot()) {
      this.resizeRemainder(head);
      return head;
    }
    const fresh = this.allocateHead(other);
    if (fresh === 0) return 0;
    if (!this.allocatePieces(fresh, other, shared)) {
      this.slab.release(fresh, other.headBytes);
      return 0;
    }
    memory.locate(head, this.piece);
    memory.locate(fresh, this.slot);
    const from = this.piece.base >>> 2;
    const references = this.piece.words.subarray(from + 1, from + layout.pieceWord + shared);
    this.slot.words.set(references, (this.slot.base >>> 2) + 1);
    let sharedBytes = 0;
    for (let i = 0; i < shared; i++) sharedBytes += layout.pieceBytes[i];
    const size = kept - sharedBytes;
    if (size > 0) {
      const at = layout.pages * this.pageSize + sharedBytes;
      if (this.scratch.length === 0) this.scratch = new Uint8Array(this.pageSize);
      this.read(head, at, this.scratch, 0, size);
      this.write(fresh, at, this.scratch, 0, size);
    }
    layout.divide(before);
    this.releasePieces(head, layout, shared, layout.pieces);
    this.slab.release(head, layout.headBytes);
    assert(other.length === length, 'the new layout changed under way');
    return fresh;
  }

  /** How many leading tail pieces `layout` and `other` have in common. */
  private sharedPieces(): number {
    const { layout, other } = this;
    const limit = Math.min(layout.pieces, other.pieces);
    let shared = 0;
    while (shared < limit && layout.pieceBytes[shared] === other.pieceBytes[shared]) shared++;
    return shared;
  }

  private fitsSameSlot(): boolean {
    const { classes } = this.memory;
    const { layout, other } = this;
    return classes.classFor(layout.headBytes) === classes.classFor(other.headBytes);
  }

  /** Goes from `layout` to `other`, which differ in the remainder only. */
  private resizeRemainder(head: number): void {
    const { layout, other, slot } = this;
    this.memory.locate(head, slot);
    const { bytes, words, base } = slot;
    words[base >>> 2] = other.length;
    if (other.headBytes > layout.headBytes) {
      bytes.fill(0, base + layout.headBytes, base + other.headBytes);
    }
    this.slab.resize(head, layout.headBytes, other.headBytes);
  }

  /** Copies what does not lie in pages that both forms have whole; false if refused. */
  private moveTail(head: number, fresh: number, kept: number): boolean {
    const shared = Math.min(this.layout.pages, this.other.pages) * this.pageSize;
    const size = kept - shared;
    if (size <= 0) return true;
    if (this.scratch.length === 0) this.scratch = new Uint8Array(this.pageSize);
    this.read(head, shared, this.scratch, 0, size);
    return this.write(fresh, shared, this.scratch, 0, size);
  }

  /** Hands the pages that both forms have whole over from one to the other. */
  private movePages(head: number, fresh: number): void {
    const { layout, other } = this;
    const shared = Math.min(layout.pages, other.pages);
    for (let i = 0; i < shared; i++) {
      const page = this.pageAt(head, layout, i);
      if (page === 0) continue;
      this.setPage(fresh, other, i, page);
      this.setPage(head, layout, i, 0);
    }
  }

  /** Number of whole pages of the value, absent ones included. */
  pageCount(head: number): number {
    return Math.floor(this.length(head) / this.pageSize);
  }

  /** Releases the pages from number `first` to before `limit`, which are absent afterwards. */
  dropPages(head: number, first: number, limit: number): void {
    this.beforeChange(head);
    this.layout.divide(this.length(head));
    for (let i = first; i < limit; i++) {
      const page = this.pageAt(head, this.layout, i);
      if (page === 0) continue;
      this.setPage(head, this.layout, i, 0);
      this.slab.releasePage(page);
    }
  }

  /** Gives everything back that the value holds. */
  release(head: number): void {
    this.beforeChange(head);
    this.memory.locate(head, this.slot);
    this.layout.divide(this.slot.words[this.slot.base >>> 2] >>> 0);
    const { layout } = this;
    for (let i = 0; i < layout.pages; i++) {
      const page = this.pageAt(head, layout, i);
      if (page !== 0) this.slab.releasePage(page);
    }
    this.releaseDirectories(head, layout, layout.directories);
    this.releasePieces(head, layout, 0, layout.pieces);
    this.slab.release(head, layout.headBytes);
  }

  /**
   * Moves the parts of a value that lie in pages which `isLeft` names to other pages; returns the
   * head's reference afterwards. What memory is refused for stays where it is.
   */
  relocate(head: number, isLeft: (page: number) => boolean): number {
    this.beforeChange(head);
    this.memory.locate(head, this.slot);
    const { layout, memory, slab } = this;
    const { slotBits } = memory.layout;
    layout.divide(this.slot.words[this.slot.base >>> 2] >>> 0);
    const { words } = this.slot;
    const word = this.slot.base >>> 2;
    for (let i = 0; i < layout.pages; i++) this.relocatePage(head, i, isLeft);
    for (let i = 0; i < layout.directories; i++) {
      const size = layout.directoryBytes(i);
      const reference = words[word + 1 + i];
      if (!isLeft(reference >>> slotBits)) continue;
      if (size <= memory.classes.slotBytesMax) words[word + 1 + i] = slab.relocate(reference, size);
      else words[word + 1 + i] = slab.relocatePage(reference >>> slotBits) << slotBits;
    }
    for (let i = 0; i < layout.pieces; i++) {
      const at = word + layout.pieceWord + i;
      if (!isLeft(words[at] >>> slotBits)) continue;
      words[at] = slab.relocate(words[at], layout.pieceBytes[i]);
    }
    if (!isLeft(head >>> slotBits)) return head;
    return slab.relocate(head, layout.headBytes);
  }

  private relocatePage(head: number, i: number, isLeft: (page: number) => boolean): void {
    const page = this.pageAt(head, this.layout, i);
    if (page === 0 || !isLeft(page)) return;
    const moved = this.slab.relocatePage(page);
    this.setPage(head, this.layout, i, moved);
  }

  /** Bytes of slots and pages that the value occupies, rounding included. */
  occupiedBytes(head: number): number {
    this.memory.locate(head, this.slot);
    const { layout, memory } = this;
    layout.divide(this.slot.words[this.slot.base >>> 2] >>> 0);
    const { classes } = memory;
    let size = classes.slotBytes[classes.classFor(layout.headBytes)];
    for (let i = 0; i < layout.pieces; i++) size += layout.pieceBytes[i];
    for (let i = 0; i < layout.directories; i++) {
      const bytes = layout.directoryBytes(i);
      if (bytes > classes.slotBytesMax) size += this.pageSize;
      else size += classes.slotBytes[classes.classFor(bytes)];
    }
    for (let i = 0; i < layout.pages; i++) {
      if (this.pageAt(head, layout, i) !== 0) size += this.pageSize;
    }
    return size;
  }

  /** Tells `visit` of each allocation that the value consists of. */
  visitAllocations(head: number, visit: VisitAllocation): void {
    this.memory.locate(head, this.slot);
    const { layout, memory, slot, sites } = this;
    layout.divide(slot.words[slot.base >>> 2] >>> 0);
    const { classes } = memory;
    const word = slot.base >>> 2;
    visit(head, layout.headBytes, slot.size, sites.head);
    for (let i = 0; i < layout.pieces; i++) {
      const size = layout.pieceBytes[i];
      visit(slot.words[word + layout.pieceWord + i], size, size, sites.piece);
    }
    for (let i = 0; i < layout.directories; i++) {
      const bytes = layout.directoryBytes(i);
      const isPage = bytes > classes.slotBytesMax;
      const size = isPage ? this.pageSize : classes.slotBytes[classes.classFor(bytes)];
      visit(slot.words[word + 1 + i], isPage ? size : bytes, size, sites.directory);
    }
    for (let i = 0; i < layout.pages; i++) {
      const page = this.pageAt(head, layout, i);
      const reference = page << memory.layout.slotBits;
      if (page !== 0) visit(reference, this.pageSize, this.pageSize, sites.page);
    }
  }

  private allocateHead(layout: PagedLayout): number {
    const head = this.slab.allocate(layout.headBytes, this.sites.head);
    if (head === 0) return 0;
    this.memory.locate(head, this.slot);
    const { words, bytes, base } = this.slot;
    words.fill(0, base >>> 2, (base + layout.remainderAt) >>> 2);
    words[base >>> 2] = layout.length;
    bytes.fill(0, base + layout.remainderAt, base + layout.headBytes);
    return head;
  }

  /** Allocates directories and tail pieces of a new head; false (and none) if refused. */
  private allocateParts(head: number, layout: PagedLayout): boolean {
    this.memory.locate(head, this.slot);
    const word = this.slot.base >>> 2;
    const { words } = this.slot;
    for (let i = 0; i < layout.directories; i++) {
      const directory = this.allocateDirectory(layout.directoryBytes(i));
      if (directory === 0) {
        this.releaseDirectories(head, layout, i);
        return false;
      }
      words[word + 1 + i] = directory;
    }
    if (this.allocatePieces(head, layout, 0)) return true;
    this.releaseDirectories(head, layout, layout.directories);
    return false;
  }

  /** Allocates the tail pieces from number `first` on; false (and none) if refused. */
  private allocatePieces(head: number, layout: PagedLayout, first: number): boolean {
    this.memory.locate(head, this.slot);
    const word = (this.slot.base >>> 2) + layout.pieceWord;
    const { words } = this.slot;
    for (let i = first; i < layout.pieces; i++) {
      const size = layout.pieceBytes[i];
      const reference = this.slab.allocate(size, this.sites.piece);
      if (reference === 0) {
        this.releasePieces(head, layout, first, i);
        return false;
      }
      this.memory.locate(reference, this.piece);
      this.piece.bytes.fill(0, this.piece.base, this.piece.base + size);
      words[word + i] = reference;
    }
    return true;
  }

  private releasePieces(head: number, layout: PagedLayout, first: number, limit: number): void {
    this.memory.locate(head, this.slot);
    const word = (this.slot.base >>> 2) + layout.pieceWord;
    for (let i = first; i < limit; i++) {
      this.slab.release(this.slot.words[word + i], layout.pieceBytes[i]);
    }
  }

  private releaseDirectories(head: number, layout: PagedLayout, count: number): void {
    this.memory.locate(head, this.slot);
    const word = (this.slot.base >>> 2) + 1;
    for (let i = 0; i < count; i++) {
      this.releaseDirectory(this.slot.words[word + i], layout.directoryBytes(i));
    }
  }

  private allocateDirectory(size: number): number {
    const { slab, memory, sites } = this;
    let reference: number;
    if (size <= memory.classes.slotBytesMax) reference = slab.allocate(size, sites.directory);
    else reference = slab.allocatePage(sites.directory) << memory.layout.slotBits;
    if (reference === 0) return 0;
    memory.locate(reference, this.piece);
    this.piece.bytes.fill(0, this.piece.base, this.piece.base + size);
    return reference;
  }

  private releaseDirectory(reference: number, size: number): void {
    const { slab, memory } = this;
    if (size <= memory.classes.slotBytesMax) slab.release(reference, size);
    else slab.releasePage(reference >>> memory.layout.slotBits);
  }

  /** The number of the value's i-th page, 0 if it is absent. */
  private pageAt(head: number, layout: PagedLayout, i: number): number {
    this.locateEntry(head, layout, i);
    return this.entryWords[this.entryAt];
  }

  private setPage(head: number, layout: PagedLayout, i: number, page: number): void {
    this.locateEntry(head, layout, i);
    this.entryWords[this.entryAt] = page;
  }

  private entryWords: Int32Array = new Int32Array(0);
  private entryAt = 0;

  private locateEntry(head: number, layout: PagedLayout, i: number): void {
    this.memory.locate(head, this.piece);
    const word = this.piece.base >>> 2;
    if (layout.directories === 0) {
      this.entryWords = this.piece.words;
      this.entryAt = word + 1 + i;
      return;
    }
    const perDirectory = this.pageSize / REFERENCE_BYTES;
    const directory = Math.floor(i / perDirectory);
    this.memory.locate(this.piece.words[word + 1 + directory], this.piece);
    this.entryWords = this.piece.words;
    this.entryAt = (this.piece.base >>> 2) + (i - directory * perDirectory);
  }
}
