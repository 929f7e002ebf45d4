/**
 * Why bytes in use ended. The counters keep one column of bytes and objects a reason, so the
 * positions below are numbers: those of the allocator's RELEASE constants, and one that only the
 * counters know. New ones go to the end; they also appear in the snapshot format.
 */
import { assert } from '../base/assert.js';
import { RELEASE_REASON_COUNT } from '../memory/allocation-hooks.js';

export const FREE_REASONS = [
  'del',
  'overwrite',
  'expiry',
  'eviction',
  'flush',
  'move',
  'resize',
] as const;

/** The name of a reason, as the snapshot writes it. */
export type FreeReasonName = (typeof FREE_REASONS)[number];

/** Bytes that an allocation gave up while it lived on. Counts bytes only, never objects. */
export const REASON_RESIZE = RELEASE_REASON_COUNT;

assert(FREE_REASONS[REASON_RESIZE] === 'resize', 'each RELEASE constant has a name');
