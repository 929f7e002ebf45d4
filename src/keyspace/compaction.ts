/**
 * Compaction: moves items together so that sparse pages, and then whole regions, run empty and go
 * back to the system. It runs in steps of bounded work between which everything else goes on:
 * a generator that yields after each step.
 *
 * 1. Plan: the regions that hold least are closed, and in the others the sparsest pages of each
 *    slab class beyond what the live slots need. Nothing is allocated in those any more.
 * 2. Walk: every item in the order of its hash; what lies in a page to be left is moved, and the
 *    index told. Keys that come meanwhile are placed in pages that stay.
 * 3. Index: sparse sibling pages merge, pages in closed regions move.
 * 4. Pages that were not emptied after all (memory was refused) are opened again.
 */
import { PAGE_KIND_FREE, PAGE_KIND_SLAB } from '../memory/page-table.js';
import type { SlabAllocator } from '../memory/slab-allocator.js';
import type { Database } from './database.js';
import type { Keyspace } from './keyspace.js';

/** Pages looked at, and items moved, between two yields. */
const PAGES_PER_STEP = 512;
const ITEMS_PER_STEP = 256;
/** Pages of a slab class are sorted into so many grades of fullness. */
const GRADES = 64;
/** Index pages are merged up to this share of a page. */
const MERGE_LOAD = 0.9;
/** Free pages left in the regions that stay, so that moving does not open new ones. */
const SPARE_SHARE = 0.05;

export interface CompactionResult {
  movedItems: number;
  pagesBefore: number;
  pagesAfter: number;
  /** Bytes of regions given back to the system. */
  releasedBytes: number;
}

/** For each slab, by class and grade: how many pages there are, and which are to stay. */
class FillCensus {
  private readonly grades: Int32Array;
  /** By class: pages of the lowest grade kept that may still stay. */
  private readonly quota: Int32Array;

  constructor(classCount: number) {
    this.grades = new Int32Array(classCount * GRADES);
    this.quota = new Int32Array(classCount).fill(-1);
  }

  add(slabClass: number, grade: number): void {
    this.grades[slabClass * GRADES + grade]++;
  }

  /**
   * Whether a page stays when `needed` pages of its class do, the fullest. Of the lowest grade
   * kept, which pages of equal fullness share, only as many stay as are still needed; so it is to
   * be asked once for each page.
   */
  keeps(slabClass: number, grade: number, needed: number): boolean {
    let fuller = 0;
    for (let above = GRADES - 1; above > grade; above--) {
      fuller += this.grades[slabClass * GRADES + above];
    }
    if (fuller >= needed) return false;
    if (fuller + this.grades[slabClass * GRADES + grade] <= needed) return true;
    if (this.quota[slabClass] < 0) this.quota[slabClass] = needed - fuller;
    if (this.quota[slabClass] === 0) return false;
    this.quota[slabClass]--;
    return true;
  }
}

export class Compaction {
  private readonly slabs = new SlabsByOwner();
  private movedItems = 0;
  private readonly batch: number[] = [];

  constructor(private readonly keyspace: Keyspace) {
    for (const db of keyspace.databases) {
      const { persistent, volatile, values } = db.items;
      for (const slab of [persistent, volatile, values]) this.slabs.add(slab);
    }
  }

  /** Runs step by step; every `next()` is one bounded step. */
  *run(): Generator<void, CompactionResult> {
    const { memory, databases } = this.keyspace;
    const pagesBefore = memory.pagesInUse;
    this.closeRegions();
    yield* this.choosePages();
    for (const db of databases) yield* this.moveItems(db);
    for (const db of databases) yield* this.compactIndex(db);
    yield* this.reopen();
    return {
      movedItems: this.movedItems,
      pagesBefore,
      pagesAfter: memory.pagesInUse,
      releasedBytes: memory.releaseFreeMemory(),
    };
  }

  /** Closes all regions but the fullest that can hold everything. */
  private closeRegions(): void {
    const { memory } = this.keyspace;
    const { pool, layout } = memory;
    const perRegion = layout.pageInRegionMask + 1;
    const present: number[] = [];
    for (let region = 1; region < pool.regionLimit; region++) {
      if (pool.isPresent(region)) present.push(region);
    }
    const needed = Math.ceil((this.pagesNeeded() * (1 + SPARE_SHARE)) / perRegion) + 1;
    present.sort((a, b) => pool.freePagesOf(a) - pool.freePagesOf(b));
    for (const region of present.slice(needed)) pool.setClosed(region, true);
  }

  /** Pages that everything would take if slab pages were full. */
  private pagesNeeded(): number {
    const { memory } = this.keyspace;
    let spared = 0;
    for (const slab of this.slabs) {
      for (let slabClass = 0; slabClass < memory.classes.count; slabClass++) {
        const full = Math.ceil(slab.liveSlots[slabClass] / memory.classes.slots[slabClass]);
        spared += slab.pages[slabClass] - full;
      }
    }
    return memory.pagesInUse - spared;
  }

  private *choosePages(): Generator<void> {
    const census = new Map<SlabAllocator, FillCensus>();
    for (const slab of this.slabs) {
      census.set(slab, new FillCensus(this.keyspace.memory.classes.count));
    }
    yield* this.eachSlabPage((page, slabClass, slab) => {
      census.get(slab)?.add(slabClass, this.gradeOf(page, slabClass, slab));
    });
    const { classes } = this.keyspace.memory;
    yield* this.eachSlabPage((page, slabClass, slab) => {
      const needed = Math.ceil(slab.liveSlots[slabClass] / classes.slots[slabClass]);
      const grade = this.gradeOf(page, slabClass, slab);
      const isKept = census.get(slab)?.keeps(slabClass, grade, needed) ?? true;
      if (!isKept || this.isInClosedRegion(page)) slab.startEvacuation(page);
    });
  }

  private gradeOf(page: number, slabClass: number, slab: SlabAllocator): number {
    const slots = this.keyspace.memory.classes.slots[slabClass];
    return Math.floor((slab.liveSlotsOf(page) * (GRADES - 1)) / slots);
  }

  private isInClosedRegion(page: number): boolean {
    const { pool, layout } = this.keyspace.memory;
    return pool.isClosed(page >>> layout.regionShift);
  }

  /** Calls `visit` for each slab page that is not being left yet. */
  private *eachSlabPage(
    visit: (page: number, slabClass: number, slab: SlabAllocator) => void,
  ): Generator<void> {
    const { table } = this.keyspace.memory;
    for (let page = 1; page < table.capacity; page++) {
      if (page % PAGES_PER_STEP === 0) yield;
      const slabClass = table.kind[page] - PAGE_KIND_SLAB;
      if (slabClass < 0 || table.isEvacuating[page] === 1) continue;
      const slab = this.slabs.of(table.owner[page]);
      if (slab !== undefined) visit(page, slabClass, slab);
    }
  }

  private readonly isLeft = (page: number): boolean =>
    this.keyspace.memory.table.isEvacuating[page] === 1 || this.isInClosedRegion(page);

  private *moveItems(db: Database): Generator<void> {
    let cursor = 0;
    let visited = 0;
    do {
      this.batch.length = 0;
      cursor = db.index.scan(cursor, (reference) => this.batch.push(reference));
      for (const reference of this.batch) this.moveItem(db, reference);
      visited += this.batch.length + 1;
      if (visited < ITEMS_PER_STEP) continue;
      visited = 0;
      yield;
    } while (cursor !== 0);
  }

  private moveItem(db: Database, reference: number): void {
    const moved = db.items.relocate(reference, this.isLeft);
    if (moved === reference) return;
    if (!db.index.findReference(db.items.hashOf(moved), reference)) return;
    db.index.replaceHit(moved);
    this.movedItems++;
  }

  private *compactIndex(db: Database): Generator<void> {
    let hash = 0;
    while (db.size > 0) {
      while (db.index.mergePage(hash, MERGE_LOAD)) yield;
      const page = db.index.pageFor(hash);
      if (this.isInClosedRegion(page)) db.index.movePage(hash);
      yield;
      hash = db.size > 0 ? db.index.hashAfterPage(hash) : 0;
      if (hash === 0) return;
    }
  }

  private *reopen(): Generator<void> {
    const { memory } = this.keyspace;
    for (let region = 1; region < memory.pool.regionLimit; region++) {
      memory.pool.setClosed(region, false);
    }
    for (let page = 1; page < memory.table.capacity; page++) {
      if (page % PAGES_PER_STEP === 0) yield;
      if (memory.table.isEvacuating[page] === 0) continue;
      if (memory.table.kind[page] <= PAGE_KIND_FREE) continue;
      this.slabs.of(memory.table.owner[page])?.stopEvacuation(page);
    }
  }
}

/** The slabs that can be compacted, by the number of their owner. */
class SlabsByOwner {
  private readonly slabs = new Map<number, SlabAllocator>();

  add(slab: SlabAllocator): void {
    this.slabs.set(slab.owner, slab);
  }

  of(owner: number): SlabAllocator | undefined {
    return this.slabs.get(owner);
  }

  [Symbol.iterator](): IterableIterator<SlabAllocator> {
    return this.slabs.values();
  }
}
