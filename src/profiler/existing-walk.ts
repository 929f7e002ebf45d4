/**
 * The walk at ENABLE: attributes what was allocated before counting began. It visits every item
 * through the index, a few buckets at a time, while clients read and write; what they allocate
 * meanwhile has its context already and is left alone. The index may split and merge pages under
 * the walk: its cursor is a hash, so whatever was there all along is met.
 *
 * The command that wrote an item is unknown by then (`(before enable)`); key prefix, type, encoding
 * and database are read from the item itself.
 */
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { AllocationLedger } from './allocation-ledger.js';
import type { TimeSlices } from './time-slices.js';

export class ExistingWalk {
  /** Items visited so far. */
  visited = 0;
  isDone = false;
  private isCancelled = false;

  constructor(
    private readonly keyspace: Keyspace,
    private readonly ledger: AllocationLedger,
  ) {}

  /** Visits everything, the first slice at once; resolves when done or cancelled. */
  async run(slices: TimeSlices): Promise<void> {
    // A copy of the list, because SWAPDB may change the order between two slices.
    for (const db of [...this.keyspace.databases]) {
      const visit = (reference: number): void => this.visit(db, reference);
      let cursor = 0;
      do {
        cursor = db.index.scan(cursor, visit);
        if (slices.isOver()) await slices.next();
        if (this.isCancelled) return;
      } while (cursor !== 0);
    }
    this.isDone = true;
  }

  cancel(): void {
    this.isCancelled = true;
  }

  private visit(db: Database, reference: number): void {
    const { ledger } = this;
    const { items } = db;
    this.visited++;
    const view = items.open(reference);
    if (view.isKeyPaged) {
      const key = items.keyOf(view);
      ledger.enterExisting(db, view.encoding, key, 0, key.length);
    } else {
      const { bytes, keyAt, keyLength, encoding } = view;
      ledger.enterExisting(db, encoding, bytes, keyAt, keyAt + keyLength);
    }
    items.visitAllocations(reference, this.found);
  }

  private readonly found = (
    reference: number,
    requested: number,
    size: number,
    site: number,
  ): void => this.ledger.found(reference, requested, size, site);
}
