/**
 * Cuts pages of one owner into equal slots, one slab class a page (memcached's slab allocator).
 * Which slots are live is a bitmap at the end of the page, so a walk over the pages can check
 * every counter and a double release is seen at once.
 *
 *     page:  slot 0 | slot 1 | … | slot n−1 | unused | bitmap | header (5 words) end
 *     header words: magic ^ page, live slots, next page, previous page, first bitmap word that
 *     may have a free slot
 *
 * Pages with a free slot are chained per class through their headers. A page whose last slot is
 * released goes back to the memory manager. Callers name the size both when they allocate and when
 * they release: that makes slack exact without a size field in each slot.
 */
import { assert } from '../base/assert.js';
import { RELEASE_DELETE, RELEASE_MOVE, SITE_MOVED } from './allocation-hooks.js';
import type { MemoryManager } from './memory-manager.js';
import { PAGE_KIND_FREE, PAGE_KIND_SLAB } from './page-table.js';
import { isPoisoned, poison } from './poison.js';
import { Segment, Slot } from './segment.js';
import { PAGE_HEADER_WORDS } from './slab-classes.js';

const MAGIC = 0x5e6b7601;
const HEADER_MAGIC = 0;
const HEADER_LIVE = 1;
const HEADER_NEXT = 2;
const HEADER_PREVIOUS = 3;
const HEADER_HINT = 4;

export class SlabAllocator {
  readonly owner: number;
  /** First page with a free slot by class; 0 if there is none. */
  private readonly partial: Int32Array;
  /** Pages by class. */
  readonly pages: Int32Array;
  /** Live slots by class. */
  readonly liveSlots: Int32Array;
  /** Bytes that callers asked for, by class. */
  readonly liveBytes: Float64Array;
  /** Pages that hold data without being cut into slots. */
  wholePages = 0;
  private readonly from = new Slot();
  private readonly to = new Slot();
  private readonly segment = new Segment();
  private readonly other = new Segment();
  private readonly headerWord: number;

  /** An unobserved allocator is the profiler's own: it reports nothing to the hooks. */
  constructor(
    readonly memory: MemoryManager,
    ownerName: string,
    private readonly reporting: 'observed' | 'unobserved' = 'observed',
  ) {
    const { count } = memory.classes;
    this.owner = memory.registerOwner(ownerName);
    this.partial = new Int32Array(count);
    this.pages = new Int32Array(count);
    this.liveSlots = new Int32Array(count);
    this.liveBytes = new Float64Array(count);
    this.headerWord = memory.layout.pageSizeBytes / 4 - PAGE_HEADER_WORDS;
  }

  /**
   * A slot of at least `size` bytes (at most `classes.slotBytesMax`), with arbitrary content; 0 if
   * memory is refused. `site` is the static id of the allocating code.
   */
  allocate(size: number, site: number): number {
    const { memory } = this;
    const { classes } = memory;
    const slabClass = classes.classFor(size);
    let page = this.partial[slabClass];
    if (page === 0) {
      page = this.openPage(slabClass);
      if (page === 0) return 0;
    }
    memory.open(page, this.segment);
    const slot = this.takeSlot(slabClass);
    this.liveSlots[slabClass]++;
    this.liveBytes[slabClass] += size;
    if (memory.isVerifying) this.checkFreeSlot(page, slabClass, slot);
    const reference = (page << memory.layout.slotBits) | slot;
    if (memory.hooks !== null && this.reporting === 'observed') {
      memory.hooks.allocated(reference, size, classes.slotBytes[slabClass], site);
    }
    return reference;
  }

  /** Finds and marks a free slot of the page in `this.segment`, which has one. */
  private takeSlot(slabClass: number): number {
    const { words, wordBase } = this.segment;
    const { classes } = this.memory;
    const header = wordBase + this.headerWord;
    const bitmap = header - classes.bitmapWords[slabClass];
    let word = words[header + HEADER_HINT];
    while (words[bitmap + word] === -1) word++;
    const free = ~words[bitmap + word];
    const bit = 31 - Math.clz32(free & -free);
    words[bitmap + word] |= 1 << bit;
    words[header + HEADER_HINT] = word;
    const live = words[header + HEADER_LIVE] + 1;
    words[header + HEADER_LIVE] = live;
    if (live === classes.slots[slabClass]) this.unchain(slabClass, this.segment);
    return (word << 5) | bit;
  }

  /** Gives a slot back that was allocated for `size` bytes. */
  release(reference: number, size: number): void {
    const { memory } = this;
    const { layout, table } = memory;
    const page = reference >>> layout.slotBits;
    const slot = reference & layout.slotMask;
    const slabClass = table.kind[page] - PAGE_KIND_SLAB;
    if (slabClass < 0 || table.owner[page] !== this.owner) this.failForeign(reference);
    if (slot >= memory.classes.slots[slabClass]) this.failForeign(reference);
    if (memory.hooks !== null && this.reporting === 'observed') {
      const slotSize = table.slotBytes[page];
      memory.hooks.released(reference, size, slotSize, memory.releaseReason);
    }
    this.liveSlots[slabClass]--;
    this.liveBytes[slabClass] -= size;
    this.clearSlot(page, slabClass, slot);
  }

  private clearSlot(page: number, slabClass: number, slot: number): void {
    const { memory, segment } = this;
    memory.open(page, segment);
    const { words } = segment;
    const header = segment.wordBase + this.headerWord;
    const word = slot >>> 5;
    const at = header - memory.classes.bitmapWords[slabClass] + word;
    const bit = 1 << (slot & 31);
    if ((words[at] & bit) === 0) this.failDouble(page, slot);
    words[at] &= ~bit;
    if (memory.isVerifying) this.poisonSlot(slabClass, slot);
    const live = words[header + HEADER_LIVE] - 1;
    words[header + HEADER_LIVE] = live;
    if (word < words[header + HEADER_HINT]) words[header + HEADER_HINT] = word;
    const isEvacuating = memory.table.isEvacuating[page] === 1;
    if (live === 0) {
      if (!isEvacuating) this.unchain(slabClass, segment);
      this.pages[slabClass]--;
      words[header + HEADER_MAGIC] = 0;
      if (memory.hooks !== null) memory.hooks.pageDropped(page);
      memory.release(this.owner, page);
    } else if (live === memory.classes.slots[slabClass] - 1 && !isEvacuating) {
      this.chain(slabClass, segment);
    }
  }

  /**
   * Moves a live allocation of `size` bytes to another slot; returns its new reference, or the old
   * one if memory is refused.
   */
  relocate(reference: number, size: number): number {
    const { memory, from, to } = this;
    const moved = this.allocate(size, SITE_MOVED);
    if (moved === 0) return reference;
    memory.locate(reference, from);
    memory.locate(moved, to);
    to.bytes.set(from.bytes.subarray(from.base, from.base + size), to.base);
    this.finishMove(reference, moved, size, from.size, to.size);
    this.release(reference, size);
    memory.releaseReason = RELEASE_DELETE;
    return moved;
  }

  /** The same for a whole page; returns the number of the page that holds the data now. */
  relocatePage(page: number): number {
    const { memory, segment, other } = this;
    const moved = this.allocatePage(SITE_MOVED);
    if (moved === 0) return page;
    const size = memory.layout.pageSizeBytes;
    memory.open(page, segment);
    memory.open(moved, other);
    other.bytes.set(segment.bytes.subarray(segment.base, segment.base + size), other.base);
    const { slotBits } = memory.layout;
    this.finishMove(page << slotBits, moved << slotBits, size, size, size);
    this.releasePage(page);
    memory.releaseReason = RELEASE_DELETE;
    return moved;
  }

  private finishMove(
    before: number,
    after: number,
    requested: number,
    sizeBefore: number,
    sizeAfter: number,
  ): void {
    const { memory } = this;
    if (memory.hooks !== null) {
      memory.hooks.moved(before, requested, sizeBefore, after, requested, sizeAfter);
    }
    memory.releaseReason = RELEASE_MOVE;
  }

  /** Notes that a live allocation now uses `after` bytes of its slot instead of `before`. */
  resize(reference: number, before: number, after: number): void {
    const { memory } = this;
    const page = reference >>> memory.layout.slotBits;
    this.liveBytes[memory.table.kind[page] - PAGE_KIND_SLAB] += after - before;
    if (memory.hooks === null) return;
    memory.hooks.resized(reference, before, after, memory.table.slotBytes[page]);
  }

  /** As `resize`, where the content is replaced and with it whoever is said to own it. */
  rewrite(reference: number, before: number, after: number, site: number): void {
    const { memory } = this;
    const page = reference >>> memory.layout.slotBits;
    this.liveBytes[memory.table.kind[page] - PAGE_KIND_SLAB] += after - before;
    if (memory.hooks === null) return;
    memory.hooks.rewritten(reference, before, after, memory.table.slotBytes[page], site);
  }

  /** A whole page for data, all of it in use, with arbitrary content; 0 if refused. */
  allocatePage(site: number): number {
    const { memory } = this;
    const page = memory.allocatePage(this.owner);
    if (page !== 0) this.adoptPage(page, site);
    return page;
  }

  /** Counts a whole page that has become this owner's. */
  adoptPage(page: number, site: number): void {
    const { memory } = this;
    const size = memory.layout.pageSizeBytes;
    this.wholePages++;
    if (memory.hooks === null) return;
    memory.hooks.allocated(page << memory.layout.slotBits, size, size, site);
  }

  releasePage(page: number): void {
    const { memory } = this;
    const size = memory.layout.pageSizeBytes;
    if (memory.hooks !== null) {
      const reference = page << memory.layout.slotBits;
      memory.hooks.released(reference, size, size, memory.releaseReason);
    }
    this.wholePages--;
    memory.release(this.owner, page);
  }

  /** Takes every page back, live slots and all. */
  releaseAll(): void {
    this.memory.releaseAll(this.owner);
    this.partial.fill(0);
    this.wholePages = 0;
    this.pages.fill(0);
    this.liveSlots.fill(0);
    this.liveBytes.fill(0);
  }

  /** Live slots of one page. */
  liveSlotsOf(page: number): number {
    this.memory.open(page, this.segment);
    return this.segment.words[this.segment.wordBase + this.headerWord + HEADER_LIVE];
  }

  /** Whether the slot is live. */
  isLive(reference: number): boolean {
    const { memory, segment } = this;
    const page = reference >>> memory.layout.slotBits;
    const slabClass = memory.table.kind[page] - PAGE_KIND_SLAB;
    if (slabClass < 0 || memory.table.owner[page] !== this.owner) return false;
    const slot = reference & memory.layout.slotMask;
    if (slot >= memory.classes.slots[slabClass]) return false;
    memory.open(page, segment);
    const bitmap = segment.wordBase + this.headerWord - memory.classes.bitmapWords[slabClass];
    return (segment.words[bitmap + (slot >>> 5)] & (1 << (slot & 31))) !== 0;
  }

  /** The first live slot of a page from `slot` on, or -1. */
  nextLiveSlot(page: number, slot: number): number {
    const { memory, segment } = this;
    const slabClass = memory.table.kind[page] - PAGE_KIND_SLAB;
    const slots = memory.classes.slots[slabClass];
    memory.open(page, segment);
    const bitmap = segment.wordBase + this.headerWord - memory.classes.bitmapWords[slabClass];
    let at = slot;
    while (at < slots) {
      const rest = segment.words[bitmap + (at >>> 5)] >>> (at & 31);
      if (rest !== 0) {
        const found = at + 31 - Math.clz32(rest & -rest);
        return found < slots ? found : -1;
      }
      at = (at | 31) + 1;
    }
    return -1;
  }

  /** Closes a page to new allocations so that compaction can empty it. */
  startEvacuation(page: number): void {
    const { memory } = this;
    const slabClass = memory.table.kind[page] - PAGE_KIND_SLAB;
    memory.open(page, this.segment);
    const live = this.segment.words[this.segment.wordBase + this.headerWord + HEADER_LIVE];
    if (live < memory.classes.slots[slabClass]) this.unchain(slabClass, this.segment);
    memory.table.isEvacuating[page] = 1;
  }

  /** Opens a page again that compaction did not empty. */
  stopEvacuation(page: number): void {
    const { memory } = this;
    const slabClass = memory.table.kind[page] - PAGE_KIND_SLAB;
    memory.table.isEvacuating[page] = 0;
    memory.open(page, this.segment);
    const live = this.segment.words[this.segment.wordBase + this.headerWord + HEADER_LIVE];
    if (live < memory.classes.slots[slabClass]) this.chain(slabClass, this.segment);
  }

  private openPage(slabClass: number): number {
    const { memory, segment } = this;
    const page = memory.allocatePage(this.owner, PAGE_KIND_SLAB + slabClass);
    if (page === 0) return 0;
    memory.open(page, segment);
    const { words } = segment;
    const header = segment.wordBase + this.headerWord;
    const bitmapWords = memory.classes.bitmapWords[slabClass];
    words.fill(0, header - bitmapWords, header + PAGE_HEADER_WORDS);
    const used = memory.classes.slots[slabClass] & 31;
    if (used !== 0) words[header - 1] = -1 << used;
    words[header + HEADER_MAGIC] = MAGIC ^ page;
    if (memory.isVerifying) {
      const size = memory.classes.slots[slabClass] * memory.classes.slotBytes[slabClass];
      poison(segment.bytes, segment.base, segment.base + size);
    }
    this.pages[slabClass]++;
    this.chain(slabClass, segment);
    return page;
  }

  /** Puts the segment's page first in the chain of pages with a free slot. */
  private chain(slabClass: number, segment: Segment): void {
    const header = segment.wordBase + this.headerWord;
    const next = this.partial[slabClass];
    segment.words[header + HEADER_NEXT] = next;
    segment.words[header + HEADER_PREVIOUS] = 0;
    if (next !== 0) {
      this.memory.open(next, this.other);
      this.other.words[this.other.wordBase + this.headerWord + HEADER_PREVIOUS] = segment.page;
    }
    this.partial[slabClass] = segment.page;
  }

  private unchain(slabClass: number, segment: Segment): void {
    const { memory, other } = this;
    const header = segment.wordBase + this.headerWord;
    const next = segment.words[header + HEADER_NEXT];
    const previous = segment.words[header + HEADER_PREVIOUS];
    if (next !== 0) {
      memory.open(next, other);
      other.words[other.wordBase + this.headerWord + HEADER_PREVIOUS] = previous;
    }
    if (previous === 0) this.partial[slabClass] = next;
    else {
      memory.open(previous, other);
      other.words[other.wordBase + this.headerWord + HEADER_NEXT] = next;
    }
  }

  private poisonSlot(slabClass: number, slot: number): void {
    const size = this.memory.classes.slotBytes[slabClass];
    const start = this.segment.base + slot * size;
    poison(this.segment.bytes, start, start + size);
  }

  /** Fails if somebody wrote to a slot of the segment's page while it was free. */
  private checkFreeSlot(page: number, slabClass: number, slot: number): void {
    const size = this.memory.classes.slotBytes[slabClass];
    const start = this.segment.base + slot * size;
    if (isPoisoned(this.segment.bytes, start, start + size)) return;
    const owner = this.memory.ownerName(this.owner);
    assert(false, `slot ${slot} of page ${page} (${owner}) was written to while it was free`);
  }

  private failForeign(reference: number): never {
    const { memory } = this;
    const { table, layout } = memory;
    const page = reference >>> layout.slotBits;
    const isInUse = table.kind[page] > PAGE_KIND_FREE;
    const owner = isInUse ? memory.ownerName(table.owner[page]) : 'nobody';
    const here = memory.ownerName(this.owner);
    const slot = reference & layout.slotMask;
    assert(false, `slot ${slot} of page ${page} (${owner}) is not one of ${here}`);
  }

  private failDouble(page: number, slot: number): never {
    const owner = this.memory.ownerName(this.owner);
    assert(false, `slot ${slot} of page ${page} (${owner}) is released twice`);
  }

  /** Recounts all pages from their bitmaps and fails where a counter disagrees. */
  verify(): void {
    const { memory } = this;
    const { classes, table } = memory;
    const pages = new Int32Array(classes.count);
    const live = new Int32Array(classes.count);
    const open = new Int32Array(classes.count);
    for (let page = 0; page < table.capacity; page++) {
      const slabClass = table.kind[page] - PAGE_KIND_SLAB;
      if (slabClass < 0 || table.owner[page] !== this.owner) continue;
      pages[slabClass]++;
      const count = this.verifyPage(page, slabClass);
      live[slabClass] += count;
      if (count < classes.slots[slabClass] && table.isEvacuating[page] === 0) open[slabClass]++;
    }
    const all = pages.reduce((sum, count) => sum + count, this.wholePages);
    assert(all === memory.pagesOf(this.owner), `${memory.ownerName(this.owner)}: ${all} pages`);
    for (let slabClass = 0; slabClass < classes.count; slabClass++) {
      this.verifyChain(slabClass, open[slabClass]);
      const what = `class ${classes.slotBytes[slabClass]} of ${memory.ownerName(this.owner)}`;
      assert(pages[slabClass] === this.pages[slabClass], `${what}: pages ${pages[slabClass]}`);
      assert(live[slabClass] === this.liveSlots[slabClass], `${what}: slots ${live[slabClass]}`);
      const room = live[slabClass] * classes.slotBytes[slabClass];
      assert(this.liveBytes[slabClass] <= room, `${what}: bytes exceed ${room}`);
    }
  }

  private verifyPage(page: number, slabClass: number): number {
    const { memory, segment } = this;
    let count = 0;
    for (let slot = this.nextLiveSlot(page, 0); slot >= 0; slot = this.nextLiveSlot(page, slot + 1))
      count++;
    const { words } = segment;
    const header = segment.wordBase + this.headerWord;
    assert(words[header + HEADER_MAGIC] === (MAGIC ^ page), `page ${page} lost its header`);
    assert(words[header + HEADER_LIVE] === count, `page ${page} miscounts its slots`);
    assert(count <= memory.classes.slots[slabClass], `page ${page} is overfull`);
    const bitmap = header - memory.classes.bitmapWords[slabClass];
    for (let word = 0; word < words[header + HEADER_HINT]; word++) {
      assert(words[bitmap + word] === -1, `page ${page} has a free slot before its hint`);
    }
    if (memory.isVerifying) this.verifyFreeSlots(page, slabClass);
    return count;
  }

  private verifyFreeSlots(page: number, slabClass: number): void {
    const { classes, layout } = this.memory;
    for (let slot = 0; slot < classes.slots[slabClass]; slot++) {
      if (this.isLive((page << layout.slotBits) | slot)) continue;
      this.checkFreeSlot(page, slabClass, slot);
    }
  }

  /** Fails unless the `open` pages with a free slot that are not being left are chained. */
  private verifyChain(slabClass: number, open: number): void {
    const { memory, segment } = this;
    const { kind, owner, isEvacuating } = memory.table;
    const slots = memory.classes.slots[slabClass];
    let chained = 0;
    let previous = 0;
    for (let page = this.partial[slabClass]; page !== 0; ) {
      const isHere = kind[page] === PAGE_KIND_SLAB + slabClass && owner[page] === this.owner;
      assert(isHere && isEvacuating[page] === 0, `page ${page} is in a chain it left`);
      assert(this.liveSlotsOf(page) < slots, `page ${page} is chained but full`);
      const header = segment.wordBase + this.headerWord;
      assert(segment.words[header + HEADER_PREVIOUS] === previous, `page ${page} is torn out`);
      assert(++chained <= open, `the chain of ${memory.ownerName(this.owner)} is too long`);
      previous = page;
      page = segment.words[header + HEADER_NEXT];
    }
    assert(chained === open, `${open} pages with room, ${chained} of them chained`);
  }
}
