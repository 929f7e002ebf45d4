/**
 * Says whether a snapshot explains every byte. A dump that does not add up is worse than none, so
 * the exports are preceded by this check, and its answer names the term that is off.
 *
 * Also here: the one place that gives live bytes without a context their `(unknown)` row.
 */
import { emptyContext } from './empty-context.js';
import { type HeapContext, type HeapSnapshot, type HeapTotals, UNKNOWN } from './heap-snapshot.js';

/** A snapshot that does not add up; the message names each term, found and expected, in bytes. */
export class HeapIdentityError extends Error {
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(`heap snapshot does not add up: ${violations.join('; ')}`);
    this.name = 'HeapIdentityError';
    this.violations = violations;
  }
}

/** pages × page size minus every term of the identity; 0 when the accounting is right. */
export function identityResidual(totals: Omit<HeapTotals, 'residualBytes' | 'totalBytes'>): number {
  let explained = totals.liveBytes + totals.pageHeaderBytes + totals.poolHeaderBytes;
  explained += totals.freePageBytes;
  for (const cause in totals.slackBytes) explained += totals.slackBytes[cause];
  return totals.pages * totals.pageSizeBytes - explained;
}

/** What does not add up, one sentence a term; empty when everything does. */
export function identityViolations(snapshot: HeapSnapshot): string[] {
  const { totals, pool } = snapshot;
  const found: string[] = [];
  const expectEqual = (term: string, actual: number, expected: number): void => {
    if (actual !== expected) found.push(`${term} is ${actual}, expected ${expected}`);
  };
  expectEqual('totals.totalBytes', totals.totalBytes, totals.pages * totals.pageSizeBytes);
  expectEqual('totals.residualBytes', totals.residualBytes, identityResidual(totals));
  expectEqual('residual of live, slack, headers and free pages', identityResidual(totals), 0);
  expectEqual('pool.pageSizeBytes', pool.pageSizeBytes, totals.pageSizeBytes);
  expectEqual('sum of pool.pagesByState', sum(Object.values(pool.pagesByState)), totals.pages);
  const freePages = pool.pagesByState.free;
  if (freePages !== undefined) {
    expectEqual('totals.freePageBytes', totals.freePageBytes, freePages * totals.pageSizeBytes);
  }
  expectEqual(
    'sum of contexts.inUseBytes',
    sum(snapshot.contexts.map((context) => context.inUseBytes)),
    totals.liveBytes,
  );
  expectEqual(
    'sum of contexts.inUseObjects',
    sum(snapshot.contexts.map((context) => context.inUseObjects)),
    totals.liveObjects,
  );
  for (const slab of snapshot.classes) {
    const name = `classes[slotBytes=${slab.slotBytes}].slackBytes`;
    expectEqual(name, slab.slackBytes, slab.slots * slab.slotBytes - slab.liveBytes);
  }
  return found;
}

/** Throws a HeapIdentityError unless the snapshot adds up to the byte. */
export function assertIdentity(snapshot: HeapSnapshot): void {
  const violations = identityViolations(snapshot);
  if (violations.length > 0) throw new HeapIdentityError(violations);
}

/**
 * Puts live bytes and objects that no context claims into the `(unknown)` context (id 0), which is
 * added when missing, so that the contexts sum to the totals. Changes `contexts` in place. Throws a
 * HeapIdentityError when contexts claim more than is live: that is double counting.
 */
export function claimRemainder(
  contexts: HeapContext[],
  totals: Pick<HeapTotals, 'liveBytes' | 'liveObjects'>,
): void {
  const bytes = totals.liveBytes - sum(contexts.map((context) => context.inUseBytes));
  const objects = totals.liveObjects - sum(contexts.map((context) => context.inUseObjects));
  if (bytes < 0 || objects < 0) {
    throw new HeapIdentityError([
      `contexts claim ${-bytes} bytes and ${-objects} objects more than are live`,
    ]);
  }
  if (bytes === 0 && objects === 0) return;
  let unknown = contexts.find((context) => context.id === 0);
  if (unknown === undefined) {
    unknown = emptyContext(0, UNKNOWN);
    contexts.push(unknown);
  }
  unknown.inUseBytes += bytes;
  unknown.inUseObjects += objects;
  unknown.cumulativeBytes += bytes;
  unknown.cumulativeObjects += objects;
  unknown.peakBytes = Math.max(unknown.peakBytes, unknown.inUseBytes);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
