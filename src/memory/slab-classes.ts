/**
 * The slab classes of a page size: the slot sizes into which pages are cut. Steps are 4 bytes up
 * to 128, then about one sixteenth; from 1 KiB on a class is "n slots a page", so that the end of
 * a page is not wasted, where that is a step of one thirty-second at least. A slot is at most half
 * a page; larger values take whole pages.
 *
 * A page kind is a byte of the page table and names the class, so there are at most 253 classes.
 */
import { assert } from '../base/assert.js';
import { type MemoryLayout, SLOT_SIZE_BYTES_MIN } from './layout.js';
import { PAGE_KIND_SLAB } from './page-table.js';

/** Words of the page header behind the slots and the bitmap (see slab-allocator.ts). */
export const PAGE_HEADER_WORDS = 5;
const WORD_BYTES = 4;
const CLASS_COUNT_MAX = 256 - PAGE_KIND_SLAB;
/** From 1 KiB on a class is larger than the one before by this share of it at least. */
const STEP_SHARE_MIN = 1 / 32;
const STEPS: readonly { upTo: number; step: number }[] = [
  { upTo: 128, step: 4 },
  { upTo: 256, step: 8 },
  { upTo: 512, step: 16 },
  { upTo: 1024, step: 32 },
];

const headerBytes = (slots: number): number =>
  (PAGE_HEADER_WORDS + Math.ceil(slots / 32)) * WORD_BYTES;

function slotsPerPage(pageSize: number, slotSize: number): number {
  let slots = Math.floor(pageSize / slotSize);
  while (slots * slotSize + headerBytes(slots) > pageSize) slots--;
  return slots;
}

function slotSizes(pageSize: number): number[] {
  const sizes: number[] = [];
  let size = SLOT_SIZE_BYTES_MIN;
  for (const { upTo, step } of STEPS) {
    for (; size <= upTo; size += step) {
      if (slotsPerPage(pageSize, size) >= 2) sizes.push(size);
    }
    size = upTo + (STEPS[STEPS.findIndex((s) => s.upTo === upTo) + 1]?.step ?? 0);
  }
  const last = sizes[sizes.length - 1] as number;
  for (let slots = slotsPerPage(pageSize, last); slots >= 2; slots--) {
    const even = Math.floor((pageSize - headerBytes(slots)) / slots / WORD_BYTES) * WORD_BYTES;
    const before = sizes[sizes.length - 1] as number;
    if (even >= before * (1 + STEP_SHARE_MIN) || (slots === 2 && even > before)) {
      sizes.push(even);
    }
  }
  return sizes;
}

export class SlabClasses {
  readonly count: number;
  /** Slot size in bytes by class. */
  readonly slotBytes: Int32Array;
  /** Slots a page by class. */
  readonly slots: Int32Array;
  /** Words of the bitmap by class. */
  readonly bitmapWords: Int32Array;
  /** The largest slot: anything larger needs pages of its own. */
  readonly slotBytesMax: number;
  /** Class by (size + 3) / 4. */
  private readonly classBySize: Uint8Array;

  constructor(layout: MemoryLayout) {
    const sizes = slotSizes(layout.pageSizeBytes);
    this.count = sizes.length;
    assert(this.count <= CLASS_COUNT_MAX, `${this.count} slab classes are too many`);
    this.slotBytes = Int32Array.from(sizes);
    this.slots = Int32Array.from(sizes, (size) => slotsPerPage(layout.pageSizeBytes, size));
    this.bitmapWords = this.slots.map((slots) => Math.ceil(slots / 32));
    this.slotBytesMax = sizes[sizes.length - 1] as number;
    this.classBySize = new Uint8Array(this.slotBytesMax / WORD_BYTES + 1);
    let slabClass = 0;
    for (let quarter = 0; quarter < this.classBySize.length; quarter++) {
      if (quarter * WORD_BYTES > (sizes[slabClass] as number)) slabClass++;
      this.classBySize[quarter] = slabClass;
    }
  }

  /** The smallest class whose slots hold `size` bytes; size is at most `slotBytesMax`. */
  classFor(size: number): number {
    return this.classBySize[(size + 3) >>> 2];
  }

  /** The largest class whose slots `size` bytes fill completely, or -1 if there is none. */
  classFilledBy(size: number): number {
    if (size >= this.slotBytesMax) return this.count - 1;
    if (size < SLOT_SIZE_BYTES_MIN) return -1;
    const slabClass = this.classBySize[size >>> 2];
    return this.slotBytes[slabClass] <= size ? slabClass : slabClass - 1;
  }
}
