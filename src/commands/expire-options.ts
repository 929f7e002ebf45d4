/**
 * Times to expire as arguments: seconds or milliseconds, relative or absolute, with Redis's limits
 * and error texts. They may span 64 bits, so beyond 2^53 they are bigints.
 */
import { parseInt53 } from '../base/parse-integer.js';
import { ReplyError } from '../base/reply-error.js';
import type { ExpireAt } from '../keyspace/item-layout.js';
import type { Arguments } from '../protocol/arguments.js';

export type ExpireUnit = 'seconds' | 'milliseconds';
export type ExpireBase = 'relative' | 'absolute';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const SECOND_MS = 1000;

/** A time in the narrowest type that holds it. */
export function expireAtOf(ms: bigint): ExpireAt {
  return ms <= BigInt(Number.MAX_SAFE_INTEGER) && ms >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(ms)
    : ms;
}

/**
 * Argument i as an absolute time in ms. Throws unless it is an integer; where it overflows 64 bits,
 * the error of Redis for `command`. Zero and negative times are the caller's to judge.
 */
export function expireArgument(
  args: Arguments,
  i: number,
  unit: ExpireUnit,
  base: ExpireBase,
  nowMs: number,
  command: string,
): ExpireAt {
  const value = args.int64(i);
  const factor = unit === 'seconds' ? BigInt(SECOND_MS) : 1n;
  const ms = value * factor;
  if (ms > INT64_MAX || ms < INT64_MIN) throw invalidExpire(command);
  if (base === 'absolute') return expireAtOf(ms);
  const at = ms + BigInt(nowMs);
  if (at > INT64_MAX) throw invalidExpire(command);
  return expireAtOf(at);
}

/** As `expireArgument`, for commands that take positive times only (SET, GETEX, SETEX). */
export function positiveExpireArgument(
  args: Arguments,
  i: number,
  unit: ExpireUnit,
  base: ExpireBase,
  nowMs: number,
  command: string,
): ExpireAt {
  const small = parseInt53(args.bytes, args.starts[i], args.ends[i]);
  if (small <= 0) throw invalidExpire(command);
  const ms = (unit === 'seconds' ? SECOND_MS : 1) * small + (base === 'relative' ? nowMs : 0);
  if (Number.isSafeInteger(ms)) return ms;
  if (args.int64(i) <= 0n) throw invalidExpire(command);
  return expireArgument(args, i, unit, base, nowMs, command);
}

export function invalidExpire(command: string): ReplyError {
  return new ReplyError(`ERR invalid expire time in '${command}' command`);
}
