/**
 * Makes a context without counts: the start of every sum over contexts. It exists so that a sum
 * and a context can never differ in their fields.
 */

import { FREE_REASONS, type FreeReasonName } from './free-reasons.js';
import type { FreedCount, HeapContext } from './heap-snapshot.js';

/** All counters 0 and every name equal to `name` (such as `(unknown)`); belongs to no database. */
export function emptyContext(id: number, name: string): HeapContext {
  const freed = {} as Record<FreeReasonName, FreedCount>;
  for (const reason of FREE_REASONS) freed[reason] = { bytes: 0, objects: 0 };
  return {
    id,
    site: name,
    command: name,
    prefix: name,
    type: name,
    encoding: name,
    db: -1,
    user: name,
    inUseBytes: 0,
    inUseObjects: 0,
    cumulativeBytes: 0,
    cumulativeObjects: 0,
    freed,
    peakBytes: 0,
    largestAllocationBytes: 0,
    slackBytes: 0,
    stackId: 0,
  };
}

/** Adds the counters of `from` to `into`; the largest allocation is the larger of the two. */
export function addCounters(into: HeapContext, from: HeapContext): void {
  into.inUseBytes += from.inUseBytes;
  into.inUseObjects += from.inUseObjects;
  into.cumulativeBytes += from.cumulativeBytes;
  into.cumulativeObjects += from.cumulativeObjects;
  into.peakBytes += from.peakBytes;
  into.slackBytes += from.slackBytes;
  into.largestAllocationBytes = Math.max(into.largestAllocationBytes, from.largestAllocationBytes);
  for (const reason of FREE_REASONS) {
    into.freed[reason].bytes += from.freed[reason].bytes;
    into.freed[reason].objects += from.freed[reason].objects;
  }
}
