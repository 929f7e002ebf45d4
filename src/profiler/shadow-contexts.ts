/**
 * Remembers the context of every live allocation: two bytes a slot, beside the page that the slot
 * lies in. A slab page gets an array of 16-bit ids when its first allocation is counted, as a slot
 * of a slab allocator that the profiler owns, so that it is paid from the same budget as the data;
 * a whole page is one allocation and needs one id.
 *
 * Id 0 means that nothing is counted for the slot. Where the budget refuses the array, the page
 * stays without one for as long as it lives, and all of its allocations stay uncounted: counts
 * never become wrong, they only become incomplete.
 *
 * Beside the arrays, 10 bytes for each page of the page table.
 */
import type { MemoryManager } from '../memory/memory-manager.js';
import { Slot } from '../memory/segment.js';
import { SlabAllocator } from '../memory/slab-allocator.js';

const BYTES_PER_ID = 2;
const ABSENT = 0;
const REFUSED = -1;

export class ShadowContexts {
  readonly slab: SlabAllocator;
  /**
   * Two numbers a page, side by side because both are read at every allocation: the region of its
   * array (or ABSENT or REFUSED), and where the array begins in that region's bytes.
   */
  private places = new Int32Array(0);
  /** By page: the id of a whole page. */
  private whole = new Uint16Array(0);
  /** Pages whose array was refused. */
  refusedPages = 0;
  private readonly slot = new Slot();

  constructor(private readonly memory: MemoryManager) {
    this.slab = new SlabAllocator(memory, 'profiler', 'unobserved');
  }

  /** Bytes outside pages. */
  get tableBytes(): number {
    return this.places.byteLength + this.whole.byteLength;
  }

  /** The id of a slot of a slab page; 0 if it is not counted. */
  slotId(page: number, slot: number): number {
    const { places } = this;
    const place = page * 2;
    if (place >= places.length) return 0;
    const region = places[place];
    if (region <= ABSENT) return 0;
    const bytes = this.memory.bytes[region] as Uint8Array;
    const at = places[place + 1] + slot * BYTES_PER_ID;
    return bytes[at] | (bytes[at + 1] << 8);
  }

  /** Stores the id of a slot; false if the page has no room for it, and 0 is what stays then. */
  setSlotId(page: number, slot: number, id: number): boolean {
    const place = page * 2;
    if (place >= this.places.length) this.widen();
    let region = this.places[place];
    if (region <= ABSENT) {
      if (id === 0 || region === REFUSED || !this.open(page)) return false;
      region = this.places[place];
    }
    const bytes = this.memory.bytes[region] as Uint8Array;
    const at = this.places[place + 1] + slot * BYTES_PER_ID;
    bytes[at] = id;
    bytes[at + 1] = id >>> 8;
    return true;
  }

  wholeId(page: number): number {
    return page < this.whole.length ? this.whole[page] : 0;
  }

  setWholeId(page: number, id: number): void {
    if (page >= this.whole.length) this.widen();
    this.whole[page] = id;
  }

  /** Forgets a page that was given back. */
  dropPage(page: number): void {
    const { places } = this;
    const place = page * 2;
    if (place >= places.length) return;
    const region = places[place];
    this.whole[page] = 0;
    if (region === ABSENT) return;
    places[place] = ABSENT;
    if (region === REFUSED) this.refusedPages--;
    else this.slab.release(this.referenceAt(region, places[place + 1]), this.arrayBytes(page));
  }

  /** Forgets everything and gives the memory back. */
  clear(): void {
    this.slab.releaseAll();
    this.places = new Int32Array(0);
    this.whole = new Uint16Array(0);
    this.refusedPages = 0;
  }

  /** Makes the array of a page, all ids 0. */
  private open(page: number): boolean {
    const { memory, slot } = this;
    const size = this.arrayBytes(page);
    const reference = this.slab.allocate(size, 0);
    if (reference === 0) {
      this.places[page * 2] = REFUSED;
      this.refusedPages++;
      return false;
    }
    memory.locate(reference, slot);
    slot.bytes.fill(0, slot.base, slot.base + size);
    const { slotBits, regionShift } = memory.layout;
    this.places[page * 2] = reference >>> (slotBits + regionShift);
    this.places[page * 2 + 1] = slot.base;
    return true;
  }

  /** Bytes of the array of a slab page. */
  private arrayBytes(page: number): number {
    const { classes, table } = this.memory;
    return classes.slots[classes.classFor(table.slotBytes[page])] * BYTES_PER_ID;
  }

  /** The reference of the slot that begins at `start` of a region. */
  private referenceAt(region: number, start: number): number {
    const { layout, table } = this.memory;
    const page = (region << layout.regionShift) | (start >>> layout.pageShift);
    const inPage = start & (layout.pageSizeBytes - 1);
    return (page << layout.slotBits) | (inPage / table.slotBytes[page]);
  }

  private widen(): void {
    const { capacity } = this.memory.table;
    const places = new Int32Array(capacity * 2);
    places.set(this.places);
    this.places = places;
    const whole = new Uint16Array(capacity);
    whole.set(this.whole);
    this.whole = whole;
  }
}
