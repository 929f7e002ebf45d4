/**
 * Who is told for which key memory is about to be allocated: the heap profiler, while one is
 * enabled. The keyspace announces the key before it allocates.
 */
import type { Database } from './database.js';

export interface Attribution {
  enterKey(db: Database, encoding: number, bytes: Uint8Array, start: number, end: number): void;
}

/** Used while nothing profiles; never called on the hot path, which checks for hooks first. */
export const NO_ATTRIBUTION: Attribution = { enterKey() {} };
