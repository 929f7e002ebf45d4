/**
 * TOP: the largest owners of memory, with a remainder row so that the rows always sum to the
 * whole: a list that silently stops would hide as much as it shows.
 */
import type { CompactSnapshot } from './compact-snapshot.js';
import type { Dimension } from './heap-snapshot.js';
import type { LiveProfile } from './live-profile.js';

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
  /** What growth is measured against; a snapshot of the same context table. */
  base?: CompactSnapshot | undefined;
}

/** A row before it has names: those of its first context. */
class Group implements TopRow {
  names: string[] = NO_NAMES;
  bytes = 0;
  objects = 0;
  growthBytes = 0;
  slackBytes = 0;
  churnBytes = 0;
  contexts = 0;

  constructor(readonly id: number) {}
}

const NO_NAMES: string[] = [];

const ORDER_FIELD = {
  bytes: 'bytes',
  objects: 'objects',
  growth: 'growthBytes',
  slack: 'slackBytes',
  churn: 'churnBytes',
} as const satisfies Record<TopOrder, keyof TopRow>;

/** The top rows of a profile. */
export function topRows(profile: LiveProfile, options: TopOptions): TopResult {
  const { dimensions, base } = options;
  const groups = new Map<string | number, Group>();
  const total = emptyRow(['total']);
  const groupOf = (id: number): Group => {
    const key = profile.keyOf(id, dimensions);
    let group = groups.get(key);
    if (group === undefined) {
      group = new Group(id);
      groups.set(key, group);
    }
    return group;
  };
  for (const id of profile.ids) {
    const group = groupOf(id);
    addContext(group, profile, id);
    addContext(total, profile, id);
  }
  base?.ids.forEach((id, at) => {
    groupOf(id).growthBytes -= base.bytes[at];
    total.growthBytes -= base.bytes[at];
  });
  const field = ORDER_FIELD[options.by];
  const { chosen, remainder } = select([...groups.values()], options.count, field);
  const rows = chosen.map(({ id, ...row }) => ({
    ...row,
    names: profile.valuesOf(id, dimensions),
  }));
  return { rows, remainder, total };
}

/** The `count` largest groups in order, without sorting the others. */
function select(
  groups: Group[],
  count: number,
  field: (typeof ORDER_FIELD)[TopOrder],
): { chosen: Group[]; remainder: TopRow } {
  const isBefore = (a: Group, b: Group): boolean =>
    a[field] > b[field] || (a[field] === b[field] && a.bytes > b.bytes);
  const chosen: Group[] = [];
  const remainder = emptyRow(['remainder']);
  for (const group of groups) {
    let at = chosen.length;
    while (at > 0 && isBefore(group, chosen[at - 1] as Group)) at--;
    if (at >= count) {
      addRow(remainder, group);
      continue;
    }
    chosen.splice(at, 0, group);
    if (chosen.length > count) addRow(remainder, chosen.pop() as Group);
  }
  return { chosen, remainder };
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

function addContext(row: TopRow, profile: LiveProfile, id: number): void {
  const bytes = profile.bytesOf(id);
  row.bytes += bytes;
  row.objects += profile.objectsOf(id);
  row.growthBytes += bytes;
  row.slackBytes += profile.slackOf(id);
  row.churnBytes += profile.churnOf(id);
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
