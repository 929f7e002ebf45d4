/**
 * The second opinion on the accounts: a walk over all pages and all items that uses none of the
 * counters. It reads the kind and owner of each page, the bitmaps of slab pages, the entries of
 * index pages, and adds up what each item, key and value occupies. `verifyAccounting` compares the
 * two and names the term that differs. It stops the world for as long as it takes: for checks and
 * tests, not for serving.
 */
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import { PAGE_KIND_ABSENT, PAGE_KIND_FREE, PAGE_KIND_SLAB } from '../memory/page-table.js';
import type { SlabAllocator } from '../memory/slab-allocator.js';
import { slabsOf, takeAccounts } from './accounting.js';
import type { AllocationLedger } from './allocation-ledger.js';
import { CONTEXT_OTHER } from './context-table.js';

/** The accounts do not add up, or differ from what the pages say; the message names the term. */
export class AccountingError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`accounting: ${problems.join('; ')}`);
    this.name = 'AccountingError';
  }
}

/** What the walk finds of one slab allocator. */
interface SlabFinding {
  pages: number;
  wholePages: number;
  liveSlots: number;
  liveBytes: number;
}

/**
 * Throws an AccountingError unless the identity holds, every counter equals what a walk over all
 * pages finds and, where `ledger` counts, the contexts equal a sum over all allocations.
 */
export function verifyAccounting(
  keyspace: Keyspace,
  profilerSlab: SlabAllocator,
  ledger: AllocationLedger | null,
): void {
  const problems: string[] = [];
  const expectEqual = (term: string, counted: number, walked: number): void => {
    if (counted !== walked) problems.push(`${term} is counted ${counted}, a walk finds ${walked}`);
  };
  const { totals } = takeAccounts(keyspace, profilerSlab);
  if (totals.residualBytes !== 0) problems.push(`${totals.residualBytes} bytes in no term`);
  checkPages(keyspace, expectEqual);
  const slabs = [...slabsOf(keyspace), profilerSlab];
  const findings = walkSlabPages(keyspace, slabs);
  walkItems(keyspace, findings);
  slabs.forEach((slab) => {
    const finding = findings.get(slab.owner) as SlabFinding;
    compareSlab(slab, finding, slab !== profilerSlab, expectEqual);
  });
  for (const db of keyspace.databases) checkIndex(db, expectEqual);
  if (ledger !== null) checkContexts(keyspace, ledger, expectEqual);
  if (problems.length > 0) throw new AccountingError(problems);
}

type ExpectEqual = (term: string, counted: number, walked: number) => void;

/** Pages by state and owner, against the counters of pool, manager and budget. */
function checkPages({ memory }: Keyspace, expectEqual: ExpectEqual): void {
  const { table, layout, pool, budget } = memory;
  const byOwner = new Map<number, number>();
  let pages = 0;
  let free = 0;
  for (let page = 0; page < table.capacity; page++) {
    if (table.kind[page] === PAGE_KIND_ABSENT) continue;
    pages++;
    if (table.kind[page] === PAGE_KIND_FREE) free++;
    else byOwner.set(table.owner[page], (byOwner.get(table.owner[page]) ?? 0) + 1);
  }
  const perRegion = layout.regionSizeBytes / layout.pageSizeBytes;
  expectEqual('pages', pool.regionCount * perRegion, pages);
  expectEqual('free pages', pool.freePages, free);
  expectEqual('pages in use', memory.pagesInUse, pages - free);
  expectEqual('budgeted bytes', budget.usedBytes, (pages - free) * layout.pageSizeBytes);
  for (let owner = 1; owner < memory.ownerLimit; owner++) {
    const name = `pages of ${memory.ownerName(owner)}`;
    expectEqual(name, memory.pagesOf(owner), byOwner.get(owner) ?? 0);
  }
}

/** Counts pages and live slots of each slab allocator from page kinds and bitmaps. */
function walkSlabPages({ memory }: Keyspace, slabs: SlabAllocator[]): Map<number, SlabFinding> {
  const findings = new Map<number, SlabFinding>();
  const byOwner = new Map<number, SlabAllocator>();
  for (const slab of slabs) {
    byOwner.set(slab.owner, slab);
    findings.set(slab.owner, { pages: 0, wholePages: 0, liveSlots: 0, liveBytes: 0 });
  }
  const { table } = memory;
  for (let page = 0; page < table.capacity; page++) {
    const finding = findings.get(table.owner[page]);
    if (finding === undefined || table.kind[page] <= PAGE_KIND_FREE) continue;
    if (table.kind[page] < PAGE_KIND_SLAB) {
      finding.wholePages++;
      continue;
    }
    finding.pages++;
    const slab = byOwner.get(table.owner[page]) as SlabAllocator;
    for (let slot = slab.nextLiveSlot(page, 0); slot >= 0; ) {
      finding.liveSlots++;
      slot = slab.nextLiveSlot(page, slot + 1);
    }
  }
  return findings;
}

/** Adds what every allocation of the keyspace asked for to the finding of its slab. */
function walkItems(keyspace: Keyspace, findings: Map<number, SlabFinding>): void {
  const { memory } = keyspace;
  visitAll(keyspace, (_db, reference, requested, size) => {
    if (size === memory.layout.pageSizeBytes) return;
    const owner = memory.table.owner[reference >>> memory.layout.slotBits];
    const finding = findings.get(owner);
    if (finding !== undefined) finding.liveBytes += requested;
  });
}

/** Visits all allocations that can be reached from an index or wait to be freed. */
function visitAll(
  keyspace: Keyspace,
  visit: (db: Database, reference: number, requested: number, size: number) => void,
): void {
  for (const db of keyspace.databases) {
    const visitOne = (reference: number, requested: number, size: number): void =>
      visit(db, reference, requested, size);
    let cursor = 0;
    do {
      cursor = db.index.scanPage(cursor, (reference) => {
        db.items.visitAllocations(reference, visitOne);
      });
    } while (cursor !== 0);
    db.items.lazyFree.visitAllocations(visitOne);
  }
}

function compareSlab(
  slab: SlabAllocator,
  finding: SlabFinding,
  isReachable: boolean,
  expectEqual: ExpectEqual,
): void {
  const name = slab.memory.ownerName(slab.owner);
  const sum = (values: Int32Array | Float64Array): number => {
    let total = 0;
    for (const value of values) total += value;
    return total;
  };
  expectEqual(`slab pages of ${name}`, sum(slab.pages), finding.pages);
  expectEqual(`whole pages of ${name}`, slab.wholePages, finding.wholePages);
  expectEqual(`live slots of ${name}`, sum(slab.liveSlots), finding.liveSlots);
  if (isReachable) expectEqual(`live bytes of ${name}`, sum(slab.liveBytes), finding.liveBytes);
}

function checkIndex({ index, number }: Database, expectEqual: ExpectEqual): void {
  let entries = 0;
  let cursor = 0;
  do {
    cursor = index.scanPage(cursor, () => {
      entries++;
    });
  } while (cursor !== 0);
  expectEqual(`index entries of db${number}`, index.count, entries);
}

/** Sums all counted allocations by context and compares with the contexts' counters. */
function checkContexts(
  keyspace: Keyspace,
  ledger: AllocationLedger,
  expectEqual: ExpectEqual,
): void {
  const { table } = ledger;
  const { counters } = table;
  const bytes = new Float64Array(table.count);
  const objects = new Float64Array(table.count);
  const slack = new Float64Array(table.count);
  visitAll(keyspace, (db, reference, requested, size) => {
    const id = ledger.contextOf(reference, size);
    if (id === 0) return;
    if (id > CONTEXT_OTHER && table.dbOf(id) !== db.identity) {
      expectEqual(`database of context ${id}`, table.dbOf(id), db.identity);
    }
    bytes[id] += requested;
    objects[id]++;
    slack[id] += size - requested;
  });
  let live = 0;
  for (let id = CONTEXT_OTHER; id < table.count; id++) {
    expectEqual(`bytes of context ${id}`, counters.inUseBytes(id), bytes[id]);
    expectEqual(`objects of context ${id}`, counters.inUseObjects(id), objects[id]);
    expectEqual(`slack of context ${id}`, counters.slackBytes(id), slack[id]);
    expectEqual(`balance of context ${id}`, counters.balance(id), bytes[id]);
    live += bytes[id];
  }
  expectEqual('bytes of all contexts', ledger.liveBytes, live);
}
