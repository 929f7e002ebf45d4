/**
 * Where free pages wait. Pages live in regions, large ArrayBuffers that are made on demand (or all
 * at start-up with `memory-preallocate`) and detached when their last page came home, because only
 * that gives memory back to the system. Pages are taken from the lowest region that has one, so
 * that high regions run empty.
 *
 * Does not know owners or budgets: that is the memory manager's business.
 */
import { assert } from '../base/assert.js';
import { detachBuffer } from '../platform/detach-buffer.js';
import type { MemoryLayout } from './layout.js';
import { PAGE_KIND_ABSENT, PAGE_KIND_FREE, type PageTable } from './page-table.js';

const NO_BYTES = new Uint8Array(0);
const NO_WORDS = new Int32Array(0);

export class SegmentPool {
  /** The bytes of each region by region number; empty for a region that is not there. */
  readonly bytes: Uint8Array[] = [NO_BYTES];
  /** The same memory in 32-bit words. */
  readonly words: Int32Array[] = [NO_WORDS];
  /** Page numbers of free pages are chained through the page table; 0 ends a chain. */
  private freeHead = new Int32Array(2);
  private freeCount = new Int32Array(2);
  /** Pages of a region never handed out so far lie from here on: they are not chained yet. */
  private fresh = new Int32Array(2);
  /** 1 for a region that compaction empties: no page is taken from it. */
  private closed = new Uint8Array(2);
  /** No region below this one has a free page. */
  private lowestWithFree = 1;
  freePages = 0;
  /** Regions that exist now. */
  regionCount = 0;
  /** Whether the page last taken was never handed out before: it is all zeros then. */
  isTakenFresh = false;
  private emptyRegions = 0;
  private readonly pagesPerRegion: number;

  constructor(
    private readonly layout: MemoryLayout,
    private readonly table: PageTable,
  ) {
    this.pagesPerRegion = layout.regionSizeBytes / layout.pageSizeBytes;
  }

  /** One past the highest region number in use so far. */
  get regionLimit(): number {
    return this.bytes.length;
  }

  freePagesOf(region: number): number {
    return this.freeCount[region];
  }

  isPresent(region: number): boolean {
    return (this.bytes[region] as Uint8Array).length > 0;
  }

  /** Stops or allows taking pages from a region. */
  setClosed(region: number, isClosed: boolean): void {
    this.closed[region] = isClosed ? 1 : 0;
    if (!isClosed && this.freeCount[region] > 0) {
      this.lowestWithFree = Math.min(this.lowestWithFree, region);
    }
  }

  isClosed(region: number): boolean {
    return this.closed[region] === 1;
  }

  /** A page that nobody has, with whatever it last held; 0 if the system has no memory left. */
  take(): number {
    let region = this.lowestWithFree;
    const limit = this.bytes.length;
    while (region < limit && (this.freeCount[region] === 0 || this.closed[region] === 1)) region++;
    if (region === limit) {
      region = this.addRegion();
      if (region === 0) return 0;
    } else if (this.closed[this.lowestWithFree] === 0) this.lowestWithFree = region;
    if (this.freeCount[region] === this.pagesPerRegion) this.emptyRegions--;
    this.freeCount[region]--;
    this.freePages--;
    const chained = this.freeHead[region];
    this.isTakenFresh = chained === 0;
    if (chained !== 0) {
      this.freeHead[region] = this.table.nextFree[chained];
      return chained;
    }
    return this.fresh[region]++;
  }

  /** Takes a page back. */
  give(page: number): void {
    assert(this.table.kind[page] !== PAGE_KIND_FREE, `page ${page} is free already`);
    const region = page >>> this.layout.regionShift;
    this.table.kind[page] = PAGE_KIND_FREE;
    this.table.nextFree[page] = this.freeHead[region];
    this.freeHead[region] = page;
    this.freeCount[region]++;
    this.freePages++;
    if (this.freeCount[region] === this.pagesPerRegion) this.emptyRegions++;
    if (region < this.lowestWithFree) this.lowestWithFree = region;
  }

  /** Makes regions until at least `pages` are free; false if the system refused one. */
  grow(pages: number): boolean {
    while (this.freePages < pages) if (this.addRegion() === 0) return false;
    return true;
  }

  /**
   * Gives regions without a page in use back to the system, the highest first and `regionsMax` at
   * most; returns their number.
   */
  releaseEmptyRegions(regionsMax = Number.POSITIVE_INFINITY): number {
    const count = Math.min(regionsMax, this.emptyRegions);
    let released = 0;
    for (let region = this.bytes.length - 1; released < count; region--) {
      if (!this.isPresent(region) || this.freeCount[region] < this.pagesPerRegion) continue;
      this.removeRegion(region);
      released++;
    }
    return released;
  }

  /** Recounts the free pages of all regions and fails where a counter or a chain disagrees. */
  verify(): void {
    let free = 0;
    let regions = 0;
    let empty = 0;
    for (let region = 1; region < this.bytes.length; region++) {
      const count = this.verifyRegion(region);
      free += count;
      if (this.isPresent(region)) regions++;
      if (this.isPresent(region) && count === this.pagesPerRegion) empty++;
      const isReachable = count === 0 || this.isClosed(region) || region >= this.lowestWithFree;
      assert(isReachable, `free pages of region ${region} are not found`);
    }
    assert(free === this.freePages, `${free} free pages, ${this.freePages} counted`);
    assert(regions === this.regionCount, `${regions} regions, ${this.regionCount} counted`);
    assert(empty === this.emptyRegions, `${empty} empty regions, ${this.emptyRegions} counted`);
  }

  /** The free pages of one region, counted by kind and along the chain. */
  private verifyRegion(region: number): number {
    const pageFirst = region << this.layout.regionShift;
    const pageLimit = pageFirst + this.pagesPerRegion;
    const { kind, nextFree } = this.table;
    const wanted = this.isPresent(region) ? PAGE_KIND_FREE : PAGE_KIND_ABSENT;
    let count = 0;
    for (let page = pageFirst; page < pageLimit; page++) {
      if (kind[page] === wanted) count++;
      else assert(wanted === PAGE_KIND_FREE, `page ${page} has a kind but no memory`);
    }
    if (wanted === PAGE_KIND_ABSENT) return 0;
    assert(count === this.freeCount[region], `region ${region}: ${count} pages are free`);
    let chained = 0;
    for (let page = this.freeHead[region]; page !== 0; page = nextFree[page]) {
      assert(page >= pageFirst && page < this.fresh[region], `page ${page} is chained wrongly`);
      assert(++chained <= count, `the free pages of region ${region} form a circle`);
    }
    const fresh = pageLimit - this.fresh[region];
    assert(chained + fresh === count, `region ${region}: ${chained} pages in its chain`);
    return count;
  }

  private addRegion(): number {
    let region = 1;
    while (region < this.bytes.length && this.isPresent(region)) region++;
    const pageFirst = region << this.layout.regionShift;
    if (pageFirst + this.pagesPerRegion > this.layout.pageLimit) return 0;
    const buffer = tryAllocate(this.layout.regionSizeBytes);
    if (buffer === null) return 0;
    if (region === this.bytes.length) this.addRegionNumber();
    this.table.ensure(pageFirst + this.pagesPerRegion);
    this.table.kind.fill(PAGE_KIND_FREE, pageFirst, pageFirst + this.pagesPerRegion);
    this.bytes[region] = new Uint8Array(buffer);
    this.words[region] = new Int32Array(buffer);
    this.freeHead[region] = 0;
    this.closed[region] = 0;
    this.fresh[region] = pageFirst;
    this.freeCount[region] = this.pagesPerRegion;
    this.freePages += this.pagesPerRegion;
    this.regionCount++;
    this.emptyRegions++;
    this.lowestWithFree = Math.min(this.lowestWithFree, region);
    return region;
  }

  private addRegionNumber(): void {
    this.bytes.push(NO_BYTES);
    this.words.push(NO_WORDS);
    if (this.bytes.length <= this.freeHead.length) return;
    const capacity = this.freeHead.length * 2;
    const copy = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const wide = new Int32Array(capacity);
      wide.set(old);
      return wide;
    };
    this.freeHead = copy(this.freeHead);
    this.freeCount = copy(this.freeCount);
    this.fresh = copy(this.fresh);
    const closed = new Uint8Array(capacity);
    closed.set(this.closed);
    this.closed = closed;
  }

  private removeRegion(region: number): void {
    const pageFirst = region << this.layout.regionShift;
    const { buffer } = this.bytes[region] as Uint8Array;
    this.bytes[region] = NO_BYTES;
    this.words[region] = NO_WORDS;
    detachBuffer(buffer as ArrayBuffer);
    this.table.kind.fill(PAGE_KIND_ABSENT, pageFirst, pageFirst + this.pagesPerRegion);
    this.freeHead[region] = 0;
    this.freeCount[region] = 0;
    this.freePages -= this.pagesPerRegion;
    this.regionCount--;
    this.emptyRegions--;
  }
}

function tryAllocate(size: number): ArrayBuffer | null {
  try {
    return new ArrayBuffer(size);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
