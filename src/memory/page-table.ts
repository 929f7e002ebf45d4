/**
 * What is known of each page outside the page itself: 20 bytes a page, in typed arrays that grow
 * by doubling. Entry 0 is unused, as page 0 is.
 */
import { assert } from '../base/assert.js';

/** Page kinds; from PAGE_KIND_SLAB on the kind is PAGE_KIND_SLAB + slab class. */
export const PAGE_KIND_ABSENT = 0;
export const PAGE_KIND_FREE = 1;
export const PAGE_KIND_WHOLE = 2;
export const PAGE_KIND_SLAB = 3;

/** Two of 8 bits, one of 16, two of 32. */
const ENTRY_BYTES = 20;

export class PageTable {
  /** Number of pages the arrays have room for. */
  capacity = 0;
  kind = new Uint8Array(0);
  /** 1 while the page is being emptied by compaction: nothing is allocated in it. */
  isEvacuating = new Uint8Array(0);
  owner = new Uint16Array(0);
  /** Slot size of a slab page in bytes; 0 for other pages. */
  slotBytes = new Int32Array(0);
  /** The next free page of the region while the page is free. */
  nextFree = new Int32Array(0);
  /**
   * A number that the page's owner keeps with it; Infinity when the page is handed out. Pages of
   * items that expire note the time before which none of them does.
   */
  ownerNote = new Float64Array(0);
  private readonly pageLimit: number;

  constructor(pageLimit: number) {
    this.pageLimit = pageLimit;
  }

  ensure(pages: number): void {
    if (pages <= this.capacity) return;
    assert(pages <= this.pageLimit, `${pages} pages are more than references can name`);
    const capacity = Math.min(this.pageLimit, Math.max(pages, this.capacity * 2));
    this.kind = widen(this.kind, new Uint8Array(capacity));
    this.isEvacuating = widen(this.isEvacuating, new Uint8Array(capacity));
    this.owner = widen(this.owner, new Uint16Array(capacity));
    this.slotBytes = widen(this.slotBytes, new Int32Array(capacity));
    this.nextFree = widen(this.nextFree, new Int32Array(capacity));
    this.ownerNote = widen(this.ownerNote, new Float64Array(capacity));
    this.capacity = capacity;
  }

  /** The memory the table itself takes. */
  get sizeBytes(): number {
    return this.capacity * ENTRY_BYTES;
  }
}

function widen<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
  old: T,
  fresh: T,
): T {
  fresh.set(old);
  return fresh;
}
