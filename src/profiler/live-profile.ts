/**
 * The profile as it is at one moment, for reports that must be quick: sums are taken from the
 * counters by number, and names are made only of the rows that are shown. It puts three sources
 * together so that every live byte has exactly one row: the contexts of allocations, the pages that
 * owners hold whole (index, requests, the profiler), and what nobody claims (`(unknown)`, id 0).
 */
import { type HeapAccounts, OWNER_ROW_FIRST, type OwnerRow, ownerContexts } from './accounting.js';
import type { CompactSnapshot } from './compact-snapshot.js';
import type { ContextCounters } from './context-counters.js';
import { type ContextNames, contextRows } from './context-rows.js';
import { CONTEXT_OTHER, CONTEXT_UNKNOWN, type ContextTable } from './context-table.js';
import { emptyContext } from './empty-context.js';
import { dimensionValue } from './group-contexts.js';
import { type Dimension, type HeapContext, OTHER, UNKNOWN } from './heap-snapshot.js';

export interface ProfileSource {
  readonly table: ContextTable;
  /** Live ones for a report made at once, a copy for one that takes longer. */
  readonly counters: ContextCounters;
  readonly accounts: HeapAccounts;
  readonly names: ContextNames;
  /** The present number of the database with that identity. */
  numberOf(identity: number): number;
  /** A stack in one line, leaf first. */
  stackName(id: number): string;
}

export class LiveProfile {
  /** Ids of all rows, ascending. */
  readonly ids: Int32Array;
  private readonly count: number;
  private readonly owners = new Map<number, OwnerRow>();
  private readonly unknownBytes: number;
  private readonly unknownObjects: number;

  constructor(readonly source: ProfileSource) {
    const { table, counters, accounts } = source;
    this.count = table.count;
    const ids: number[] = [];
    let bytes = 0;
    let objects = 0;
    for (let id = CONTEXT_OTHER; id < table.count; id++) {
      if (counters.cumulativeObjects(id) === 0) continue;
      ids.push(id);
      bytes += counters.inUseBytes(id);
      objects += counters.inUseObjects(id);
    }
    for (const row of accounts.ownerRows) {
      const id = OWNER_ROW_FIRST + row.owner;
      this.owners.set(id, row);
      ids.push(id);
      bytes += row.bytes;
      objects += row.objects;
    }
    this.unknownBytes = accounts.totals.liveBytes - bytes;
    this.unknownObjects = accounts.totals.liveObjects - objects;
    if (this.unknownBytes !== 0 || this.unknownObjects !== 0) ids.unshift(CONTEXT_UNKNOWN);
    this.ids = Int32Array.from(ids).sort();
  }

  /** Live bytes that have a context or an owner, as a share of all; 1 if nothing is live. */
  get coverage(): number {
    const { liveBytes } = this.source.accounts.totals;
    return liveBytes === 0 ? 1 : 1 - this.unknownBytes / liveBytes;
  }

  bytesOf(id: number): number {
    if (id === CONTEXT_UNKNOWN) return this.unknownBytes;
    if (id >= OWNER_ROW_FIRST) return this.owners.get(id)?.bytes ?? 0;
    return id < this.count ? this.source.counters.inUseBytes(id) : 0;
  }

  objectsOf(id: number): number {
    if (id === CONTEXT_UNKNOWN) return this.unknownObjects;
    if (id >= OWNER_ROW_FIRST) return this.owners.get(id)?.objects ?? 0;
    return id < this.count ? this.source.counters.inUseObjects(id) : 0;
  }

  slackOf(id: number): number {
    if (id === CONTEXT_UNKNOWN) return 0;
    if (id >= OWNER_ROW_FIRST) return this.owners.get(id)?.slackBytes ?? 0;
    return id < this.count ? this.source.counters.slackBytes(id) : 0;
  }

  /** Bytes that were allocated and are gone again, moves not counted. */
  churnOf(id: number): number {
    if (id <= CONTEXT_UNKNOWN || id >= this.count) return 0;
    return this.source.counters.churnBytes(id);
  }

  /** The row with its names; a context of a snapshot. */
  contextOf(id: number): HeapContext {
    const { table, counters, names, numberOf } = this.source;
    if (id === CONTEXT_UNKNOWN) return this.unknownContext();
    if (id >= OWNER_ROW_FIRST) {
      const row = this.owners.get(id);
      if (row !== undefined) return ownerContexts([row], numberOf)[0] as HeapContext;
      return emptyContext(id, `(owner ${id - OWNER_ROW_FIRST})`);
    }
    const [context] = contextRows(table, counters, names, id, id + 1);
    const named = context ?? emptyContext(id, UNKNOWN);
    if (named.db >= 0) named.db = numberOf(named.db);
    return named;
  }

  private unknownContext(): HeapContext {
    const context = emptyContext(CONTEXT_UNKNOWN, UNKNOWN);
    context.inUseBytes = this.unknownBytes;
    context.inUseObjects = this.unknownObjects;
    context.cumulativeBytes = this.unknownBytes;
    context.cumulativeObjects = this.unknownObjects;
    context.peakBytes = this.unknownBytes;
    return context;
  }

  /** Equal for rows of one group; cheaper than names. */
  keyOf(id: number, dimensions: readonly Dimension[]): string | number {
    if (dimensions.length === 1) return this.partOf(id, dimensions[0] as Dimension);
    let key = '';
    for (const dimension of dimensions) {
      const part = this.partOf(id, dimension);
      key += typeof part === 'number' ? `#${part};` : `${part.length}:${part}`;
    }
    return key;
  }

  private partOf(id: number, dimension: Dimension): string | number {
    const { table } = this.source;
    if (id === CONTEXT_UNKNOWN) return UNKNOWN;
    if (id === CONTEXT_OTHER) return OTHER;
    const row = this.owners.get(id);
    if (row !== undefined) return dimension === 'db' && row.db >= 0 ? row.db : row.name;
    if (id >= this.count) return `(owner ${id})`;
    switch (dimension) {
      case 'prefix':
        // Behind a mark that keeps it apart from the names of owners.
        return `=${table.prefixText(id)}`;
      case 'command':
        return table.commandOf(id);
      case 'client':
        return table.clientOf(id);
      case 'user':
        return table.userOf(id);
      case 'type':
        return table.typeOf(id);
      case 'site':
        return table.siteOf(id);
      case 'stack':
        return table.stackOf(id);
      case 'db':
        return table.dbOf(id);
    }
  }

  /** The group's value of each dimension, as text. */
  valuesOf(id: number, dimensions: readonly Dimension[]): string[] {
    const context = this.contextOf(id);
    return dimensions.map((dimension) => {
      if (dimension === 'stack' && context.stackId !== 0) {
        return this.source.stackName(context.stackId);
      }
      return dimensionValue(context, dimension);
    });
  }

  /** The profile in compact form. */
  compact(timeMs: number): CompactSnapshot {
    const ids = this.ids.filter((id) => this.bytesOf(id) !== 0 || this.objectsOf(id) !== 0);
    return {
      timeMs,
      ids,
      bytes: Float64Array.from(ids, (id) => this.bytesOf(id)),
      objects: Float64Array.from(ids, (id) => this.objectsOf(id)),
    };
  }
}
