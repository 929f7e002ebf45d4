/**
 * The accounting identity: every byte of every page in exactly one term, from the counters that the
 * allocators keep anyway, so that it costs the same however much is stored.
 *
 *     live bytes of allocations, index entries, and pages that some part of the server holds whole
 *   + slack: what slots are larger than asked for (rounding), slots that nothing is in (freeSlots),
 *     what a page is larger than its slots (pageTail), index entries that are empty
 *   + headers: bitmaps and page headers of slab pages, counters of index buckets
 *   + free pages
 *   = pages × page size
 *
 * `accounting-walk.ts` recomputes the same terms from the pages themselves.
 */
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import type { SlabAllocator } from '../memory/slab-allocator.js';
import { PAGE_HEADER_WORDS } from '../memory/slab-classes.js';
import {
  INDEX_BUCKET_BYTES,
  INDEX_BUCKET_ENTRIES,
  INDEX_ENTRY_BYTES,
} from '../structures/hash-index.js';
import { identityResidual } from './check-identity.js';
import { emptyContext } from './empty-context.js';
import type { HeapContext, HeapPool, HeapSlabClass, HeapTotals } from './heap-snapshot.js';

const WORD_BYTES = 4;
/** Rows that no allocation context stands behind have ids from here on, by owner of pages. */
export const OWNER_ROW_FIRST = 65_536;

/** Pages that one owner holds whole: index, requests, the profiler itself. */
export interface OwnerRow {
  readonly owner: number;
  /** Such as `(index)` or `(requests)`. */
  readonly name: string;
  /** Identity of the database, -1 if it belongs to none. */
  readonly db: number;
  readonly bytes: number;
  readonly objects: number;
  readonly slackBytes: number;
}

/** What one slab allocator holds. */
export interface SlabAccount {
  readonly name: string;
  readonly pages: number;
  readonly wholePages: number;
  readonly liveSlots: number;
  readonly liveBytes: number;
  readonly roundingBytes: number;
  readonly freeSlotBytes: number;
  /** Pages that would come free if the live slots were moved together. */
  readonly reclaimablePages: number;
}

export interface HeapAccounts {
  readonly totals: HeapTotals;
  readonly pool: HeapPool;
  readonly classes: HeapSlabClass[];
  readonly slabs: SlabAccount[];
  readonly ownerRows: OwnerRow[];
}

/** The slab allocators of the keyspace, in the order of its databases. */
export function slabsOf(keyspace: Keyspace): SlabAllocator[] {
  return keyspace.databases.flatMap(({ items }) => [
    items.persistent,
    items.volatile,
    items.values,
  ]);
}

/** The terms as of now. `profilerSlab` holds the profiler's own pages. */
export function takeAccounts(keyspace: Keyspace, profilerSlab: SlabAllocator): HeapAccounts {
  const { memory } = keyspace;
  const sums = new AccountSums(memory);
  for (const slab of slabsOf(keyspace)) sums.addSlab(slab);
  sums.addSlab(profilerSlab);
  for (const db of keyspace.databases) sums.addIndex(db);
  sums.addOthers();
  sums.ownerRows.push(...profilerRow(profilerSlab));
  return sums.finish();
}

/** The profiler's own allocations have no contexts, so they get a row. */
function profilerRow(slab: SlabAllocator): OwnerRow[] {
  const objects = slab.liveSlots.reduce((sum, count) => sum + count, 0);
  if (objects === 0) return [];
  const bytes = slab.liveBytes.reduce((sum, count) => sum + count, 0);
  const { classes } = slab.memory;
  const slots = slab.liveSlots.reduce((sum, count, i) => sum + count * classes.slotBytes[i], 0);
  const row = { owner: slab.owner, name: '(profiler)', db: -1 };
  return [{ ...row, bytes, objects, slackBytes: slots - bytes }];
}

class AccountSums {
  readonly ownerRows: OwnerRow[] = [];
  private readonly slabs: SlabAccount[] = [];
  private readonly pagesByState: Record<string, number> = {};
  private readonly claimed = new Set<number>();
  private readonly pages: Float64Array;
  private readonly liveSlots: Float64Array;
  private readonly liveBytesOf: Float64Array;
  private liveBytes = 0;
  private liveObjects = 0;
  private emptyIndexEntryBytes = 0;
  private headerBytes = 0;

  constructor(private readonly memory: MemoryManager) {
    const { count } = memory.classes;
    this.pages = new Float64Array(count);
    this.liveSlots = new Float64Array(count);
    this.liveBytesOf = new Float64Array(count);
  }

  addSlab(slab: SlabAllocator): void {
    const { classes, layout } = this.memory;
    this.claimed.add(slab.owner);
    let pages = slab.wholePages;
    let reclaimablePages = 0;
    let liveSlots = 0;
    let liveBytes = 0;
    let usedBytes = 0;
    let slotBytes = 0;
    for (let i = 0; i < classes.count; i++) {
      this.pages[i] += slab.pages[i];
      this.liveSlots[i] += slab.liveSlots[i];
      this.liveBytesOf[i] += slab.liveBytes[i];
      pages += slab.pages[i];
      liveSlots += slab.liveSlots[i];
      liveBytes += slab.liveBytes[i];
      usedBytes += slab.liveSlots[i] * classes.slotBytes[i];
      slotBytes += slab.pages[i] * classes.slots[i] * classes.slotBytes[i];
      reclaimablePages += slab.pages[i] - Math.ceil(slab.liveSlots[i] / classes.slots[i]);
    }
    this.liveBytes += liveBytes + slab.wholePages * layout.pageSizeBytes;
    this.liveObjects += liveSlots + slab.wholePages;
    this.countPages('slab', pages - slab.wholePages);
    this.countPages('value', slab.wholePages);
    this.slabs.push({
      name: this.memory.ownerName(slab.owner),
      pages,
      wholePages: slab.wholePages,
      liveSlots,
      liveBytes: liveBytes + slab.wholePages * layout.pageSizeBytes,
      roundingBytes: usedBytes - liveBytes,
      freeSlotBytes: slotBytes - usedBytes,
      reclaimablePages,
    });
  }

  addIndex({ index, identity }: Database): void {
    this.claimed.add(index.owner);
    if (index.pages === 0) return;
    const buckets = index.pages * (this.memory.layout.pageSizeBytes / INDEX_BUCKET_BYTES);
    const bytes = index.count * INDEX_ENTRY_BYTES;
    const slackBytes = buckets * INDEX_BUCKET_ENTRIES * INDEX_ENTRY_BYTES - bytes;
    this.emptyIndexEntryBytes += slackBytes;
    const used = INDEX_BUCKET_ENTRIES * INDEX_ENTRY_BYTES;
    this.headerBytes += buckets * (INDEX_BUCKET_BYTES - used);
    this.countPages('index', index.pages);
    this.addRow({
      owner: index.owner,
      name: '(index)',
      db: identity,
      bytes,
      objects: index.count,
      slackBytes,
    });
  }

  /** Owners that are neither slabs nor indexes hold their pages whole. */
  addOthers(): void {
    const { memory } = this;
    for (let owner = 1; owner < memory.ownerLimit; owner++) {
      const pages = memory.pagesOf(owner);
      if (pages === 0 || this.claimed.has(owner)) continue;
      const name = memory.ownerName(owner);
      this.countPages(/^[a-z][A-Za-z0-9]*$/.test(name) ? name : 'other', pages);
      const bytes = pages * memory.layout.pageSizeBytes;
      this.addRow({ owner, name: `(${name})`, db: -1, bytes, objects: pages, slackBytes: 0 });
    }
  }

  private addRow(row: OwnerRow): void {
    this.liveBytes += row.bytes;
    this.liveObjects += row.objects;
    this.ownerRows.push(row);
  }

  private countPages(state: string, pages: number): void {
    this.pagesByState[state] = (this.pagesByState[state] ?? 0) + pages;
  }

  finish(): HeapAccounts {
    const { memory } = this;
    const { layout, pool } = memory;
    const classes = this.slabClasses();
    this.countPages('free', pool.freePages);
    const pages = pool.regionCount * (layout.regionSizeBytes / layout.pageSizeBytes);
    const terms = {
      pageSizeBytes: layout.pageSizeBytes,
      pages,
      liveBytes: this.liveBytes,
      liveObjects: this.liveObjects,
      slackBytes: { ...this.slabSlack(), emptyIndexEntries: this.emptyIndexEntryBytes },
      pageHeaderBytes: this.headerBytes + this.slabHeaders(),
      poolHeaderBytes: 0,
      freePageBytes: pool.freePages * layout.pageSizeBytes,
    };
    const residualBytes = identityResidual(terms);
    return {
      totals: { ...terms, totalBytes: pages * layout.pageSizeBytes, residualBytes },
      pool: {
        pageSizeBytes: layout.pageSizeBytes,
        regionSizeBytes: layout.regionSizeBytes,
        regions: pool.regionCount,
        pagesByState: this.pagesByState,
      },
      classes,
      slabs: this.slabs,
      ownerRows: this.ownerRows,
    };
  }

  private slabClasses(): HeapSlabClass[] {
    const { classes } = this.memory;
    const listed: HeapSlabClass[] = [];
    for (let i = 0; i < classes.count; i++) {
      if (this.pages[i] === 0) continue;
      const slotBytes = classes.slotBytes[i];
      const slots = this.pages[i] * classes.slots[i];
      const liveBytes = this.liveBytesOf[i];
      listed.push({
        slotBytes,
        pages: this.pages[i],
        slots,
        liveSlots: this.liveSlots[i],
        liveBytes,
        slackBytes: slots * slotBytes - liveBytes,
      });
    }
    return listed;
  }

  private slabSlack(): { rounding: number; freeSlots: number; pageTail: number } {
    const { classes, layout } = this.memory;
    let rounding = 0;
    let freeSlots = 0;
    let pageTail = 0;
    for (let i = 0; i < classes.count; i++) {
      const used = this.liveSlots[i] * classes.slotBytes[i];
      const room = classes.slots[i] * classes.slotBytes[i];
      rounding += used - this.liveBytesOf[i];
      freeSlots += this.pages[i] * room - used;
      pageTail += this.pages[i] * (layout.pageSizeBytes - room - headerBytesOf(this.memory, i));
    }
    return { rounding, freeSlots, pageTail };
  }

  private slabHeaders(): number {
    let bytes = 0;
    for (let i = 0; i < this.memory.classes.count; i++) {
      bytes += this.pages[i] * headerBytesOf(this.memory, i);
    }
    return bytes;
  }
}

/** Bytes of bitmap and header in each page of a class. */
export function headerBytesOf(memory: MemoryManager, slabClass: number): number {
  return (memory.classes.bitmapWords[slabClass] + PAGE_HEADER_WORDS) * WORD_BYTES;
}

/** Contexts of a snapshot for the rows of owners; `numberOf` gives a database's present number. */
export function ownerContexts(
  rows: readonly OwnerRow[],
  numberOf: (identity: number) => number,
): HeapContext[] {
  return rows.map((row) => {
    const context = emptyContext(OWNER_ROW_FIRST + row.owner, row.name);
    context.db = row.db < 0 ? -1 : numberOf(row.db);
    context.inUseBytes = row.bytes;
    context.inUseObjects = row.objects;
    context.cumulativeBytes = row.bytes;
    context.cumulativeObjects = row.objects;
    context.peakBytes = row.bytes;
    context.slackBytes = row.slackBytes;
    return context;
  });
}
