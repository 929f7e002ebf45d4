/** The limits of requests, as Redis has them. */

/** Arguments of one request. */
export const ARGUMENT_COUNT_MAX = 1_048_576;
/** A line that has not ended after so many bytes is refused (inline requests, headers). */
export const LINE_BYTES_MAX = 65_536;
/** What a client that has not authenticated may send. */
export const UNAUTHENTICATED_ARGUMENT_COUNT_MAX = 10;
export const UNAUTHENTICATED_BULK_BYTES_MAX = 16_384;

/** Limits that differ by client and configuration; one object a client. */
export interface RequestLimits {
  /** `proto-max-bulk-len`. */
  bulkBytesMax: number;
  /** Whether the client still has to authenticate. */
  isUnauthenticated: boolean;
}
