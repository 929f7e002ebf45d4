/**
 * SCAN: a walk over the hash space. The cursor is the smallest hash that has not been visited, so
 * it stays valid however the index splits and merges its pages meanwhile.
 */
import type { GlobPattern } from '../base/glob.js';
import { ReplyError } from '../base/reply-error.js';
import { typeName } from '../keyspace/value-types.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { CommandContext } from './context.js';
import { keyMatches, replyKey } from './key-reply.js';

export interface ScanOptions {
  pattern: GlobPattern | null;
  /** How many keys to visit, about. */
  count: number;
  /** Only keys of this type, in lower case; empty for all. */
  type: string;
}

export const COUNT_DEFAULT = 10;
/** Buckets visited for each key asked for, where keys are sparse. */
const BUCKETS_PER_KEY = 10;
/**
 * Empty buckets are cheap to visit. With this many at least, one call covers a database of a few
 * keys, which lie in a page of hundreds of buckets.
 */
const BUCKETS_MIN = 4096;
const HASH_BITS = 32;
const UINT64_MAX = 2n ** 64n - 1n;
/** More leading zeros than anybody writes. */
const CURSOR_CHARACTERS_MAX = 64;

/**
 * Argument i as a cursor. Redis reads it with strtoul, so a sign and leading zeros are allowed and
 * nothing at all is 0. Only the 32 bits of the hash space are used.
 */
export function cursorArgument(args: Arguments, i: number): number {
  const length = args.length(i);
  if (length === 0) return 0;
  const text = length <= CURSOR_CHARACTERS_MAX ? args.latin1(i) : '';
  const match = /^([+-]?)([0-9]+)$/.exec(text);
  const value = BigInt(match?.[2] ?? -1);
  if (value < 0n || value > UINT64_MAX) throw new ReplyError('ERR invalid cursor');
  return Number(BigInt.asUintN(HASH_BITS, match?.[1] === '-' ? -value : value));
}

/** Replies with the next cursor and the keys that were visited and are wanted. */
export function scanKeys(
  { db, nowMs }: CommandContext,
  start: number,
  options: ScanOptions,
  out: ReplyWriter,
): void {
  const visited: number[] = [];
  let buckets = Math.max(options.count * BUCKETS_PER_KEY, BUCKETS_MIN);
  let cursor = start;
  do {
    cursor = db.index.scan(cursor, (reference) => visited.push(reference));
  } while (cursor !== 0 && visited.length < options.count && --buckets > 0);
  out.array(2);
  out.bulkInteger(cursor);
  const mark = out.beginArray();
  let count = 0;
  for (const reference of visited) {
    const view = db.items.open(reference);
    if (options.type !== '' && typeName(view.encoding) !== options.type) continue;
    if (options.pattern !== null && !keyMatches(db, options.pattern)) continue;
    if (view.isVolatile && view.expireAt <= nowMs) {
      db.removeExpired(reference);
      continue;
    }
    replyKey(db, out);
    count++;
  }
  out.endArray(mark, count);
}
