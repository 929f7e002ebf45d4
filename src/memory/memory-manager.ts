/**
 * Hands out pages against a budget, per owner. It refuses (returns 0 or false) where the budget or
 * the system has nothing left, and stops the process where a caller is wrong: a page released
 * twice, or by somebody who does not own it.
 *
 * Does not know what pages are used for; slots are the slab allocator's business.
 */
import { assert } from '../base/assert.js';
import { isVerifyRequested } from '../platform/verify-request.js';
import type { AllocationHooks } from './allocation-hooks.js';
import { RELEASE_DELETE } from './allocation-hooks.js';
import { Budget } from './budget.js';
import { type MemoryLayout, makeLayout } from './layout.js';
import { PAGE_KIND_FREE, PAGE_KIND_SLAB, PAGE_KIND_WHOLE, PageTable } from './page-table.js';
import { isPoisoned, poison } from './poison.js';
import { Segment, type Slot } from './segment.js';
import { SegmentPool } from './segment-pool.js';
import { SlabClasses } from './slab-classes.js';

/** Writing one byte makes the system provide so many. */
const SYSTEM_PAGE_BYTES = 4096;
/** Number of owners that a page can name. */
const OWNER_LIMIT = 65_536;

export interface MemoryOptions {
  pageSizeBytes?: number;
  regionSizeBytes?: number;
  /** Bytes that pages may take in all; no limit if absent. */
  limitBytes?: number;
  /**
   * Costly checks whenever memory changes hands; on in all tests. SEGKV_VERIFY=1 in the
   * environment switches them on whatever is said here.
   */
  isVerifying?: boolean;
}

export const PAGE_SIZE_BYTES_DEFAULT = 32_768;
/**
 * The smallest size that glibc always maps by itself and unmaps when it is freed. Of smaller ones
 * it learns, as soon as one is freed, to take the next from its heap, which gives nothing back
 * while anything lives behind it.
 */
export const REGION_SIZE_BYTES_DEFAULT = 33_554_432;

export class MemoryManager {
  readonly layout: MemoryLayout;
  readonly classes: SlabClasses;
  readonly budget: Budget;
  readonly table: PageTable;
  readonly pool: SegmentPool;
  readonly isVerifying: boolean;
  /** The profiler, while one is enabled. */
  hooks: AllocationHooks | null = null;
  /** Why memory is being released just now: one of the RELEASE constants. */
  releaseReason = RELEASE_DELETE;
  /** Bytes of the pages of each region by region number, as the pool has them. */
  readonly bytes: Uint8Array[];
  readonly words: Int32Array[];
  private readonly ownerNames: string[] = [''];
  private readonly checked = new Segment();
  /** Pages held by owner number. */
  private pagesByOwner = new Int32Array(64);
  pagesInUse = 0;
  /** Set by `preallocate`: free pages are kept for good. */
  private isKeepingFreePages = false;

  constructor(options: MemoryOptions = {}) {
    this.layout = makeLayout(
      options.pageSizeBytes ?? PAGE_SIZE_BYTES_DEFAULT,
      options.regionSizeBytes ?? REGION_SIZE_BYTES_DEFAULT,
    );
    this.classes = new SlabClasses(this.layout);
    this.budget = new Budget(options.limitBytes);
    this.table = new PageTable(this.layout.pageLimit);
    this.pool = new SegmentPool(this.layout, this.table);
    this.bytes = this.pool.bytes;
    this.words = this.pool.words;
    this.isVerifying = options.isVerifying === true || isVerifyRequested();
  }

  /** Registers somebody who will pay for pages; the number is what the other methods take. */
  registerOwner(name: string): number {
    const owner = this.ownerNames.length;
    assert(owner < OWNER_LIMIT, 'too many owners of memory');
    this.ownerNames.push(name);
    if (owner >= this.pagesByOwner.length) {
      const wide = new Int32Array(this.pagesByOwner.length * 2);
      wide.set(this.pagesByOwner);
      this.pagesByOwner = wide;
    }
    return owner;
  }

  ownerName(owner: number): string {
    return this.ownerNames[owner] ?? `(owner ${owner})`;
  }

  get ownerLimit(): number {
    return this.ownerNames.length;
  }

  pagesOf(owner: number): number {
    return this.pagesByOwner[owner];
  }

  /** Bytes of pages in use: what `maxmemory` limits. */
  get usedBytes(): number {
    return this.pagesInUse * this.layout.pageSizeBytes;
  }

  /** Whether `pages` more pages would be granted now, as far as the budget is concerned. */
  canAllocatePages(pages: number): boolean {
    return pages * this.layout.pageSizeBytes <= this.budget.limitBytes - this.budget.usedBytes;
  }

  /** One page for `owner`, of kind PAGE_KIND_WHOLE or a slab kind; 0 if refused. */
  allocatePage(owner: number, kind = PAGE_KIND_WHOLE): number {
    const { layout, table } = this;
    if (!this.budget.tryReserve(layout.pageSizeBytes)) return 0;
    const page = this.pool.take();
    if (page === 0) {
      this.budget.unreserve(layout.pageSizeBytes);
      return 0;
    }
    if (this.isVerifying) this.checkFreePage(page);
    table.kind[page] = kind;
    table.owner[page] = owner;
    table.ownerNote[page] = Number.POSITIVE_INFINITY;
    table.slotBytes[page] =
      kind >= PAGE_KIND_SLAB ? this.classes.slotBytes[kind - PAGE_KIND_SLAB] : 0;
    this.pagesByOwner[owner]++;
    this.pagesInUse++;
    return page;
  }

  /** Puts `count` whole pages of `owner` into target; false if refused, and then none is taken. */
  allocatePages(owner: number, count: number, target: Int32Array): boolean {
    if (!this.canAllocatePages(count)) return false;
    for (let i = 0; i < count; i++) {
      const page = this.allocatePage(owner);
      if (page === 0) {
        for (let k = 0; k < i; k++) this.release(owner, target[k]);
        return false;
      }
      target[i] = page;
    }
    return true;
  }

  /** Takes a page back from its owner. */
  release(owner: number, page: number): void {
    this.assertOwned(owner, page);
    this.table.isEvacuating[page] = 0;
    this.pool.give(page);
    this.pagesByOwner[owner]--;
    this.pagesInUse--;
    this.budget.unreserve(this.layout.pageSizeBytes);
    if (this.isVerifying) this.poisonPage(page);
  }

  /** Gives a page another owner. */
  transfer(page: number, from: number, to: number): void {
    this.assertOwned(from, page);
    this.table.owner[page] = to;
    this.pagesByOwner[from]--;
    this.pagesByOwner[to]++;
  }

  /** Takes all pages of an owner back, whatever is in them. */
  releaseAll(owner: number): void {
    const { table, pool } = this;
    let left = this.pagesByOwner[owner];
    for (let region = 1; region < pool.regionLimit && left > 0; region++) {
      if (!pool.isPresent(region)) continue;
      const first = region << this.layout.regionShift;
      for (let page = first; page <= first + this.layout.pageInRegionMask && left > 0; page++) {
        if (table.owner[page] !== owner || table.kind[page] <= PAGE_KIND_FREE) continue;
        if (this.hooks !== null) this.hooks.pageDropped(page);
        this.release(owner, page);
        left--;
      }
    }
    assert(left === 0, `${left} pages of ${this.ownerName(owner)} were not found`);
  }

  /** Recounts all pages by owner and fails where a counter disagrees. */
  verify(): void {
    const { table } = this;
    this.pool.verify();
    const held = new Int32Array(this.ownerNames.length);
    let inUse = 0;
    for (let page = 0; page < table.capacity; page++) {
      if (table.kind[page] <= PAGE_KIND_FREE) continue;
      held[table.owner[page]]++;
      inUse++;
    }
    assert(inUse === this.pagesInUse, `${inUse} pages in use, ${this.pagesInUse} counted`);
    assert(this.budget.usedBytes === this.usedBytes, 'the budget disagrees with the pages in use');
    for (let owner = 0; owner < held.length; owner++) {
      const counted = this.pagesByOwner[owner];
      assert(held[owner] === counted, `${this.ownerName(owner)} holds ${held[owner]} pages`);
    }
  }

  /** Fails unless no owner holds a page. */
  verifyEmpty(): void {
    for (let owner = 1; owner < this.ownerNames.length; owner++) {
      const pages = this.pagesByOwner[owner];
      assert(pages === 0, `${this.ownerName(owner)} still holds ${pages} pages`);
    }
    assert(this.pagesInUse === 0, `${this.pagesInUse} pages in use belong to nobody`);
  }

  /**
   * Gives memory that no page in use needs back to the system, `regionsMax` regions at most;
   * returns the bytes. Unmapping takes the system 0.1 to 0.3 ms a MiB.
   */
  releaseFreeMemory(regionsMax = Number.POSITIVE_INFINITY): number {
    if (this.isKeepingFreePages) return 0;
    return this.pool.releaseEmptyRegions(regionsMax) * this.layout.regionSizeBytes;
  }

  /**
   * Takes regions for `sizeBytes` of pages from the system and keeps them, written to once so that
   * the memory is really there. False if the system refused.
   */
  preallocate(sizeBytes: number): boolean {
    this.isKeepingFreePages = true;
    if (!this.pool.grow(Math.ceil(sizeBytes / this.layout.pageSizeBytes))) return false;
    for (const region of this.bytes) {
      for (let at = 0; at < region.length; at += SYSTEM_PAGE_BYTES) region[at] |= 0;
    }
    return true;
  }

  /** Makes `segment` the handle of `page`. */
  open(page: number, segment: Segment): void {
    const { layout } = this;
    const region = page >>> layout.regionShift;
    segment.page = page;
    segment.bytes = this.bytes[region];
    segment.words = this.words[region];
    segment.base = (page & layout.pageInRegionMask) << layout.pageShift;
    segment.wordBase = segment.base >>> 2;
  }

  /** Makes `slot` the handle of the slot that `reference` names. */
  locate(reference: number, slot: Slot): void {
    const { layout } = this;
    const page = reference >>> layout.slotBits;
    const region = page >>> layout.regionShift;
    const size = this.table.slotBytes[page];
    slot.reference = reference;
    slot.bytes = this.bytes[region];
    slot.words = this.words[region];
    slot.size = size;
    slot.base =
      ((page & layout.pageInRegionMask) << layout.pageShift) + (reference & layout.slotMask) * size;
  }

  private assertOwned(owner: number, page: number): void {
    const { table } = this;
    if (table.kind[page] > PAGE_KIND_FREE && table.owner[page] === owner) return;
    const actual = table.kind[page] > PAGE_KIND_FREE ? this.ownerName(table.owner[page]) : 'nobody';
    assert(false, `page ${page} belongs to ${actual}, not to ${this.ownerName(owner)}`);
  }

  /**
   * Fails if somebody wrote to a page while it was free, and fills one that was never used, so that
   * nobody comes to rely on zeros.
   */
  private checkFreePage(page: number): void {
    if (this.pool.isTakenFresh) {
      this.poisonPage(page);
      return;
    }
    this.open(page, this.checked);
    const { bytes, base } = this.checked;
    if (isPoisoned(bytes, base, base + this.layout.pageSizeBytes)) return;
    const last = this.ownerName(this.table.owner[page]);
    assert(false, `page ${page} was written to after ${last} released it`);
  }

  /** Fills a released page so that whoever still reads it sees nonsense. */
  private poisonPage(page: number): void {
    this.open(page, this.checked);
    const { bytes, base } = this.checked;
    poison(bytes, base, base + this.layout.pageSizeBytes);
  }
}
