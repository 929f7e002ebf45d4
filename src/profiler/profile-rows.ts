/** Rows of compact snapshots with names: what DIFF and PEAK report. */
import type { CompactSnapshot } from './compact-snapshot.js';
import { type DiffRow, diffSnapshots } from './diff.js';
import type { Dimension } from './heap-snapshot.js';
import type { LiveProfile } from './live-profile.js';

export interface NamedDiffRow extends DiffRow<string> {
  readonly names: string[];
}

export interface NamedDiff {
  /** Most growth first, then what shrank; at most as many as asked for, from both ends. */
  readonly rows: NamedDiffRow[];
  /** Rows left out, as one. */
  readonly remainder: DiffRow<'remainder'>;
  readonly total: DiffRow<'total'>;
}

const EMPTY: CompactSnapshot = {
  timeMs: 0,
  ids: new Int32Array(0),
  bytes: new Float64Array(0),
  objects: new Float64Array(0),
};

/** What changed between two snapshots of the profile's context table, grouped. */
export function namedDiff(
  profile: LiveProfile,
  before: CompactSnapshot,
  after: CompactSnapshot,
  dimensions: readonly Dimension[],
  count: number,
): NamedDiff {
  const firstIds = new Map<string | number, number>();
  const keyOf = (id: number): string | number => {
    const key = profile.keyOf(id, dimensions);
    if (!firstIds.has(key)) firstIds.set(key, id);
    return key;
  };
  const { rows, total } = diffSnapshots(before, after, keyOf);
  rows.sort((a, b) => Math.abs(b.growthBytes) - Math.abs(a.growthBytes));
  const chosen = rows.slice(0, count).sort((a, b) => b.growthBytes - a.growthBytes);
  const remainder: DiffRow<'remainder'> = { ...total, key: 'remainder' };
  for (const row of chosen) subtract(remainder, row);
  return {
    rows: chosen.map((row) => ({
      ...row,
      key: String(row.key),
      names: profile.valuesOf(firstIds.get(row.key) as number, dimensions),
    })),
    remainder,
    total,
  };
}

/** The rows of one snapshot: what grew since nothing was there. */
export function namedRows(
  profile: LiveProfile,
  snapshot: CompactSnapshot,
  dimensions: readonly Dimension[],
  count: number,
): NamedDiff {
  return namedDiff(profile, EMPTY, snapshot, dimensions, count);
}

function subtract(from: DiffRow<unknown>, row: DiffRow<unknown>): void {
  from.bytesBefore -= row.bytesBefore;
  from.bytesAfter -= row.bytesAfter;
  from.growthBytes -= row.growthBytes;
  from.objectsBefore -= row.objectsBefore;
  from.objectsAfter -= row.objectsAfter;
  from.growthObjects -= row.growthObjects;
}
