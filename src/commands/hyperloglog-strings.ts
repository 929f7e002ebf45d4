/**
 * What the HyperLogLog commands share: taking a HyperLogLog out of the string that holds it and
 * putting it back. The working copies are reused from call to call and hold nothing in between.
 */
import { ERRORS } from '../base/errors.js';
import { HyperLogLog } from '../base/hyperloglog.js';
import { isHyperLogLog } from '../base/hyperloglog-layout.js';
import { ReplyError } from '../base/reply-error.js';
import { NO_EXPIRY } from '../keyspace/item-layout.js';
import { editString, writeString } from '../keyspace/string-edit.js';
import { copyOfString, isString, setRaw, stringLength } from '../keyspace/string-values.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

const NOT_HYPERLOGLOG = 'WRONGTYPE Key is not a valid HyperLogLog string value.';
const CORRUPT = 'INVALIDOBJ Corrupted HLL object detected';

/** The working copy of the command being executed. */
export const WORKING_COPY = new HyperLogLog();

export function corruptError(): ReplyError {
  return new ReplyError(CORRUPT);
}

/** The bytes of the found HyperLogLog; throws if the item is none. */
export function foundBytes({ db }: CommandContext): Uint8Array {
  if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
  const bytes = copyOfString(db);
  if (!isHyperLogLog(bytes, 0, bytes.length)) throw new ReplyError(NOT_HYPERLOGLOG);
  return bytes;
}

/** Loads the found HyperLogLog into the working copy; makes that an empty one if there is none. */
export function loadWorkingCopy(context: CommandContext, isFound: boolean): void {
  if (isFound) {
    const bytes = foundBytes(context);
    WORKING_COPY.load(bytes, 0, bytes.length);
  } else WORKING_COPY.clear();
}

/**
 * Looks the HyperLogLog at argument `key` up and loads it into the working copy, an empty one if
 * there is none; returns whether there was one.
 */
export function loadForWrite(context: CommandContext, args: Arguments, key: number): boolean {
  const found = context.db.lookupForWrite(args.bytes, args.starts[key], args.ends[key]);
  loadWorkingCopy(context, found !== 0);
  return found !== 0;
}

/**
 * Makes the working copy the value of argument `key`, which was looked up last and keeps its
 * expiry; throws if memory is refused.
 */
export function storeWorkingCopy(
  { db }: CommandContext,
  args: Arguments,
  key: number,
  isFound: boolean,
): void {
  const { bytes, length } = WORKING_COPY;
  const start = args.starts[key];
  const end = args.ends[key];
  let isStored: boolean;
  if (isFound && stringLength(db) === length) {
    isStored = editString(db, args.bytes, start, end, true, 0, length);
    if (isStored) writeString(db, 0, bytes, 0, length);
  } else {
    const expireAt = isFound ? db.view.expireAtExact : NO_EXPIRY;
    isStored = setRaw(db, args.bytes, start, end, bytes, 0, length, expireAt);
  }
  if (!isStored) throw new ReplyError(ERRORS.outOfMemory);
}
