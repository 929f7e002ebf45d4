/**
 * GROUP: sums contexts over some of their dimensions. The result is again a list of contexts (a
 * whole snapshot stays a snapshot), so that every export and every total works on it unchanged.
 * Dimensions that were summed away hold `*`, a database −1, a stack 0.
 */
import { addCounters, emptyContext } from './empty-context.js';
import { ANY, type Dimension, type HeapContext, type HeapSnapshot } from './heap-snapshot.js';
import { forEachSliced, type Pause } from './sliced-work.js';

/** The value of a context in a dimension, as text. A stack is its id, or the unknown row's name. */
export function dimensionValue(context: HeapContext, dimension: Dimension): string {
  switch (dimension) {
    case 'db':
      return context.db < 0 ? nameless(context) : String(context.db);
    case 'stack':
      return context.stackId === 0 ? nameless(context) : String(context.stackId);
    case 'client':
      return context.client ?? nameless(context);
    case 'prefix':
      return context.prefix === '' ? '(none)' : context.prefix;
    default:
      return context[dimension];
  }
}

/** `(unknown)`, `(other)` or, for a context that is known but has no such value, `(none)`. */
function nameless(context: HeapContext): string {
  return context.site.startsWith('(') ? context.site : '(none)';
}

/** Equal for contexts of one group. Lengths in front keep apart values that contain anything. */
export function groupKey(context: HeapContext, dimensions: readonly Dimension[]): string {
  if (dimensions.length === 1) return dimensionValue(context, dimensions[0]);
  let key = '';
  for (const dimension of dimensions) {
    const value = dimensionValue(context, dimension);
    key += `${value.length}:${value}`;
  }
  return key;
}

/** Collects contexts into one sum per distinct value of the dimensions. */
export class ContextGrouper {
  private readonly groups = new Map<string, HeapContext>();
  private readonly dimensions: readonly Dimension[];
  /** The new id of each context that was added, by its former id. */
  readonly groupIdOf = new Map<number, number>();

  constructor(dimensions: readonly Dimension[]) {
    this.dimensions = dimensions;
  }

  add(context: HeapContext): void {
    const key = groupKey(context, this.dimensions);
    let group = this.groups.get(key);
    if (group === undefined) {
      group = groupLike(context, this.dimensions, this.groups.size + 1);
      this.groups.set(key, group);
    }
    addCounters(group, context);
    this.groupIdOf.set(context.id, group.id);
  }

  /** The sums, in the order in which their first member came. */
  finish(): HeapContext[] {
    return [...this.groups.values()];
  }
}

function groupLike(context: HeapContext, dimensions: readonly Dimension[], id: number) {
  const group = emptyContext(id, ANY);
  for (const dimension of dimensions) {
    if (dimension === 'db') group.db = context.db;
    else if (dimension === 'stack') group.stackId = context.stackId;
    else group[dimension] = dimensionValue(context, dimension);
  }
  return group;
}

/** The sums of `contexts` over all but the given dimensions, with ids counted from 1. */
export function groupContexts(
  contexts: readonly HeapContext[],
  dimensions: readonly Dimension[],
): HeapContext[] {
  const grouper = new ContextGrouper(dimensions);
  for (const context of contexts) grouper.add(context);
  return grouper.finish();
}

/**
 * The snapshot with its contexts grouped, the peak's too, and only the stacks that are still
 * referred to. All totals stay. No dimensions: the snapshot itself.
 */
export async function groupSnapshot(
  snapshot: HeapSnapshot,
  dimensions: readonly Dimension[],
  pause: Pause,
): Promise<HeapSnapshot> {
  if (dimensions.length === 0) return snapshot;
  const grouper = new ContextGrouper(dimensions);
  await forEachSliced(snapshot.contexts, pause, (context) => grouper.add(context));
  const contexts = grouper.finish();
  const stackIds = new Set(contexts.map((context) => context.stackId));
  return {
    ...snapshot,
    settings: { ...snapshot.settings, group: [...dimensions] },
    contexts,
    stacks: snapshot.stacks.filter((stack) => stackIds.has(stack.id)),
    peak: snapshot.peak === null ? null : groupPeak(snapshot.peak, grouper.groupIdOf),
  };
}

function groupPeak(
  peak: NonNullable<HeapSnapshot['peak']>,
  groupIdOf: ReadonlyMap<number, number>,
): NonNullable<HeapSnapshot['peak']> {
  const sums = new Map<number, { id: number; inUseBytes: number; inUseObjects: number }>();
  for (const member of peak.contexts) {
    // A context that has no row of its own any more counts as unknown, id 0.
    const id = groupIdOf.get(member.id) ?? 0;
    const sum = sums.get(id) ?? { id, inUseBytes: 0, inUseObjects: 0 };
    sum.inUseBytes += member.inUseBytes;
    sum.inUseObjects += member.inUseObjects;
    sums.set(id, sum);
  }
  return { ...peak, contexts: [...sums.values()] };
}
