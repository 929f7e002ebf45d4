/**
 * TOP: the largest owners of memory, with a remainder row so that the rows always sum to the
 * whole: a list that silently stops would hide as much as it shows.
 */
import { bytesAt, type CompactSnapshot } from './compact-snapshot.js';
import { FREE_REASONS } from './free-reasons.js';
import { dimensionValue, groupKey } from './group-contexts.js';
import type { Dimension, HeapContext, HeapStack } from './heap-snapshot.js';
import { frameName } from './profile-frames.js';

export const TOP_ORDERS = ['bytes', 'objects', 'growth', 'slack', 'churn'] as const;
export type TopOrder = (typeof TOP_ORDERS)[number];

export interface TopRow {
  /** The group's value of each dimension asked for, in that order. */
  names: string[];
  bytes: number;
  objects: number;
  /** Bytes in use now minus those in the base snapshot; all of them without a base. */
  growthBytes: number;
  slackBytes: number;
  /** Bytes that were allocated and are gone again. */
  churnBytes: number;
  /** Contexts summed in this row. */
  contexts: number;
}

export interface TopResult {
  /** Largest first, at most as many as asked for. */
  rows: TopRow[];
  /** Everything else; all 0 when the rows are complete. */
  remainder: TopRow;
  total: TopRow;
}

export interface TopOptions {
  count: number;
  by: TopOrder;
  dimensions: readonly Dimension[];
  /** What growth is measured against; a snapshot of the table the contexts come from. */
  base?: CompactSnapshot | undefined;
}

const ORDER_FIELD = {
  bytes: 'bytes',
  objects: 'objects',
  growth: 'growthBytes',
  slack: 'slackBytes',
  churn: 'churnBytes',
} as const satisfies Record<TopOrder, keyof TopRow>;

/** The top rows of ungrouped contexts. `stacks` names stacks when they are grouped by. */
export function topRows(
  contexts: readonly HeapContext[],
  stacks: readonly HeapStack[],
  options: TopOptions,
): TopResult {
  const { dimensions, base } = options;
  const groups = new Map<string, TopRow>();
  const total = emptyRow(['total']);
  for (const context of contexts) {
    const key = groupKey(context, dimensions);
    let row = groups.get(key);
    if (row === undefined) {
      row = emptyRow(dimensions.map((dimension) => dimensionValue(context, dimension)));
      groups.set(key, row);
    }
    const growth = context.inUseBytes - (base === undefined ? 0 : bytesAt(base, context.id));
    addContext(row, context, growth);
    addContext(total, context, growth);
  }
  if (base !== undefined) subtractVanished(groups, total, contexts, base);
  const field = ORDER_FIELD[options.by];
  const sorted = [...groups.values()].sort((a, b) => b[field] - a[field] || b.bytes - a.bytes);
  const rows = sorted.slice(0, options.count);
  nameStacks(rows, dimensions, stacks);
  const remainder = emptyRow(['remainder']);
  for (const row of sorted.slice(options.count)) addRow(remainder, row);
  return { rows, remainder, total };
}

/**
 * Contexts that the base has and that are not among the rows any more (they had no counts after a
 * reset) still shrank; their loss belongs to a row of its own.
 */
function subtractVanished(
  groups: Map<string, TopRow>,
  total: TopRow,
  contexts: readonly HeapContext[],
  base: CompactSnapshot,
): void {
  const present = new Set(contexts.map((context) => context.id));
  const vanished = emptyRow(['(vanished)']);
  base.ids.forEach((id, at) => {
    if (present.has(id)) return;
    vanished.growthBytes -= base.bytes[at];
    vanished.contexts++;
  });
  if (vanished.contexts === 0) return;
  groups.set('\n(vanished)', vanished);
  total.growthBytes += vanished.growthBytes;
  total.contexts += vanished.contexts;
}

/** Replaces the id of a stack by its functions, leaf first. */
function nameStacks(
  rows: readonly TopRow[],
  dimensions: readonly Dimension[],
  stacks: readonly HeapStack[],
): void {
  const position = dimensions.indexOf('stack');
  if (position < 0) return;
  const names = new Map<string, string>();
  for (const stack of stacks) {
    names.set(String(stack.id), stack.frames.map(frameName).join(' < '));
  }
  for (const row of rows) {
    const name = names.get(row.names[position]);
    if (name !== undefined) row.names[position] = name;
  }
}

function emptyRow(names: string[]): TopRow {
  return {
    names,
    bytes: 0,
    objects: 0,
    growthBytes: 0,
    slackBytes: 0,
    churnBytes: 0,
    contexts: 0,
  };
}

function addContext(row: TopRow, context: HeapContext, growthBytes: number): void {
  row.bytes += context.inUseBytes;
  row.objects += context.inUseObjects;
  row.growthBytes += growthBytes;
  row.slackBytes += context.slackBytes;
  for (const reason of FREE_REASONS) row.churnBytes += context.freed[reason].bytes;
  row.contexts++;
}

function addRow(into: TopRow, from: TopRow): void {
  into.bytes += from.bytes;
  into.objects += from.objects;
  into.growthBytes += from.growthBytes;
  into.slackBytes += from.slackBytes;
  into.churnBytes += from.churnBytes;
  into.contexts += from.contexts;
}
