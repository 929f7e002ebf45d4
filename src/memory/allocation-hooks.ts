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

/**
 * The site of an allocation that another one is about to move to: it is not counted by itself but
 * takes over what is known of the other when `moved` is called.
 */
export const SITE_MOVED = 0;

/** References name slots; the reference of a whole page is that of its slot 0. */
export interface AllocationHooks {
  /** `requested` of the slot's or page's bytes are used; `site` names the allocating code. */
  allocated(reference: number, requested: number, size: number, site: number): void;
  /** A live allocation got another content in place, as if it were released and made anew. */
  rewritten(reference: number, before: number, after: number, size: number, site: number): void;
  /** The bytes in use of a live allocation changed in place: it grew or shrank. */
  resized(reference: number, before: number, after: number, size: number): void;
  /** `reason` is one of the RELEASE constants. */
  released(reference: number, requested: number, size: number, reason: number): void;
  /**
   * An allocation lives on in another slot, which was allocated with SITE_MOVED; what is known of
   * it stays. The former slot is released afterwards.
   */
  moved(
    before: number,
    requestedBefore: number,
    sizeBefore: number,
    after: number,
    requestedAfter: number,
    sizeAfter: number,
  ): void;
  /** A page was given back: nothing in it is live any more. */
  pageDropped(page: number): void;
}
