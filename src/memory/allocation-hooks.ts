/**
 * What a heap profiler is told by the allocators. With no profiler the field that holds the hooks
 * is null and an allocation pays one comparison.
 */

/** Why memory is released; numbers are part of the heap snapshot format. */
export const RELEASE_DELETE = 0;
export const RELEASE_OVERWRITE = 1;
export const RELEASE_EXPIRY = 2;
export const RELEASE_EVICTION = 3;
export const RELEASE_FLUSH = 4;
/** Moved by compaction or to another slot: the allocation lives on elsewhere. */
export const RELEASE_MOVE = 5;
export const RELEASE_REASON_COUNT = 6;

export interface AllocationHooks {
  /** `requested` of the slot's or page's bytes are used; `site` names the allocating code. */
  allocated(reference: number, requested: number, size: number, site: number): void;
  /** The bytes in use of a live allocation changed in place: it was overwritten. */
  rewritten(reference: number, before: number, after: number, size: number): void;
  /** The bytes in use of a live allocation changed in place: it grew or shrank. */
  resized(reference: number, before: number, after: number, size: number): void;
  /** `reason` is one of the RELEASE constants. */
  released(reference: number, requested: number, size: number, reason: number): void;
  /** An allocation got another reference; what is known of it stays. */
  moved(before: number, after: number): void;
  /** All allocations of a page are gone at once. */
  pageDropped(page: number, reason: number): void;
}
