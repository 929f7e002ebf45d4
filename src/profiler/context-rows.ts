/**
 * Turns the numbers of the context table into the named contexts of a snapshot. Naming makes
 * strings, so it happens when somebody asks, over a copy of the counters that no longer moves.
 */
import type { ContextCounters } from './context-counters.js';
import { CONTEXT_OTHER, CONTEXT_UNKNOWN, type ContextTable } from './context-table.js';
import { emptyContext } from './empty-context.js';
import { FREE_REASONS } from './free-reasons.js';
import { type HeapContext, OTHER, UNKNOWN } from './heap-snapshot.js';
import { printableBytes } from './printable-bytes.js';

/** The names behind the numbers the table was given. */
export interface ContextNames {
  site(id: number): string;
  command(id: number): string;
  user(id: number): string;
  type(id: number): string;
  encoding(id: number): string;
  /** Asked only for contexts whose client is not 0. */
  client(id: number): string;
}

/**
 * The contexts with ids in [from, to) that ever counted anything. For one consistent picture pass
 * `table.counters.copy(table.count)`, and the slices may then be taken at leisure.
 */
export function contextRows(
  table: ContextTable,
  counters: ContextCounters,
  names: ContextNames,
  from: number,
  to: number,
): HeapContext[] {
  const rows: HeapContext[] = [];
  for (let id = from; id < to; id++) {
    if (counters.cumulativeObjects(id) === 0) continue;
    const row = emptyContext(id, id === CONTEXT_OTHER ? OTHER : UNKNOWN);
    if (id !== CONTEXT_UNKNOWN && id !== CONTEXT_OTHER) setNames(row, table, names, id);
    setCounts(row, counters, id);
    rows.push(row);
  }
  return rows;
}

function setNames(row: HeapContext, table: ContextTable, names: ContextNames, id: number): void {
  const prefix = table.prefixOf(id);
  row.site = names.site(table.siteOf(id));
  row.command = names.command(table.commandOf(id));
  row.prefix = printableBytes(prefix, 0, prefix.length);
  row.type = names.type(table.typeOf(id));
  row.encoding = names.encoding(table.encodingOf(id));
  row.db = table.dbOf(id);
  row.user = names.user(table.userOf(id));
  row.stackId = table.stackOf(id);
  const client = table.clientOf(id);
  if (client !== 0) row.client = names.client(client);
}

function setCounts(row: HeapContext, counters: ContextCounters, id: number): void {
  row.inUseBytes = counters.inUseBytes(id);
  row.inUseObjects = counters.inUseObjects(id);
  row.cumulativeBytes = counters.cumulativeBytes(id);
  row.cumulativeObjects = counters.cumulativeObjects(id);
  row.peakBytes = counters.peakBytes(id);
  row.largestAllocationBytes = counters.largestAllocationBytes(id);
  row.slackBytes = counters.slackBytes(id);
  FREE_REASONS.forEach((reason, column) => {
    row.freed[reason].bytes = counters.freedBytes(id, column);
    row.freed[reason].objects = counters.freedObjects(id, column);
  });
}
