/**
 * Who is told for which key memory is about to be allocated: the heap profiler, while one is
 * enabled. The keyspace announces the key before it allocates. Neither is called on the hot path
 * while nothing profiles: callers check for hooks first.
 */
import type { Database } from './database.js';

export interface Attribution {
  /** The key bytes[start, end) of `db` is about to get a value of that encoding. */
  enterKey(db: Database, encoding: number, bytes: Uint8Array, start: number, end: number): void;
  /** Everything that `db` holds is about to be released at once; `reason` is a RELEASE constant. */
  databaseDropped(db: Database, reason: number): void;
}

/** Used while nothing profiles. */
export const NO_ATTRIBUTION: Attribution = { enterKey() {}, databaseDropped() {} };
