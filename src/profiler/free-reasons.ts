/**
 * Why a live allocation ended. The counters keep one column of bytes and objects a reason, so the
 * numbers below are positions: add new ones at the end, they also appear in the snapshot format.
 */
export const FREE_REASONS = [
  'del',
  'overwrite',
  'expiry',
  'eviction',
  'flush',
  'resize',
  'other',
] as const;

/** The name of a reason, as the snapshot writes it. `resize` is a value that moved or changed size. */
export type FreeReasonName = (typeof FREE_REASONS)[number];

/** The reasons as the small integers that the hot path passes. */
export const FreeReason = {
  del: 0,
  overwrite: 1,
  expiry: 2,
  eviction: 3,
  flush: 4,
  resize: 5,
  other: 6,
} as const satisfies Record<FreeReasonName, number>;
