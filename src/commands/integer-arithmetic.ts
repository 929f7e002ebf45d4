/** What INCR, DECR, INCRBY and DECRBY share. */
import { ERRORS } from '../base/errors.js';
import { parseInt53 } from '../base/parse-integer.js';
import { ReplyError } from '../base/reply-error.js';
import { type ExpireAt, NO_EXPIRY } from '../keyspace/item-layout.js';
import {
  bigIntegerOf,
  integerOf,
  isString,
  setBigInteger,
  setInteger,
  tryReplaceInteger,
} from '../keyspace/string-values.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { CommandContext } from './context.js';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Adds a safe integer to the integer at argument `key` and replies with the sum. */
export function addInteger(
  context: CommandContext,
  args: Arguments,
  key: number,
  amount: number,
  out: ReplyWriter,
): void {
  const { db } = context;
  const { bytes } = args;
  const start = args.starts[key];
  const end = args.ends[key];
  const isFound = db.lookupForWrite(bytes, start, end) !== 0;
  if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
  const before = isFound ? integerOf(db) : 0;
  const sum = before + amount;
  if (!Number.isSafeInteger(sum)) {
    addBigInteger(context, args, key, BigInt(amount), out);
    return;
  }
  const expireAt = isFound && db.view.isVolatile ? db.view.expireAtExact : NO_EXPIRY;
  if (!isFound || !tryReplaceInteger(db.view, sum)) {
    if (!setInteger(db, bytes, start, end, sum, expireAt)) {
      throw new ReplyError(ERRORS.outOfMemory);
    }
  }
  context.keyspace.dirty++;
  out.integer(sum);
}

/** Adds argument 2, or subtracts it (`sign` -1). */
export function addArgument(
  context: CommandContext,
  args: Arguments,
  sign: 1 | -1,
  out: ReplyWriter,
): void {
  const amount = parseInt53(args.bytes, args.starts[2], args.ends[2]);
  if (!Number.isNaN(amount)) {
    addInteger(context, args, 1, sign * amount, out);
    return;
  }
  const wide = args.int64(2);
  if (sign < 0 && wide === INT64_MIN) throw new ReplyError('ERR decrement would overflow');
  addBigInteger(context, args, 1, BigInt(sign) * wide, out);
}

/** The same for any 64-bit amount, and for sums beyond the safe integers. */
export function addBigInteger(
  context: CommandContext,
  args: Arguments,
  key: number,
  amount: bigint,
  out: ReplyWriter,
): void {
  const { db } = context;
  const { bytes } = args;
  const start = args.starts[key];
  const end = args.ends[key];
  let before: bigint | null = 0n;
  let expireAt: ExpireAt = NO_EXPIRY;
  if (db.lookupForWrite(bytes, start, end) !== 0) {
    if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    before = bigIntegerOf(db);
    expireAt = db.view.expireAtExact;
  }
  if (before === null) throw new ReplyError(ERRORS.notAnInteger);
  const sum = before + amount;
  if (sum > INT64_MAX || sum < INT64_MIN) throw new ReplyError(ERRORS.overflow);
  if (!setBigInteger(db, bytes, start, end, sum, expireAt)) {
    throw new ReplyError(ERRORS.outOfMemory);
  }
  context.keyspace.dirty++;
  out.bigInteger(sum);
}
