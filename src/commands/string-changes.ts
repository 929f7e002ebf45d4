/** What commands that change a part of a string share: APPEND, SETRANGE, SETBIT, BITFIELD. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { editString, writeString } from '../keyspace/string-edit.js';
import { isString, stringLength } from '../keyspace/string-values.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

/** Throws if a string of `length` bytes is longer than any may be. */
export function checkStringLength(context: CommandContext, length: number): void {
  if (length > context.server.stringBytesMax) throw new ReplyError(ERRORS.stringTooLong);
}

/**
 * Looks up the string at argument `key` to be changed: its length, -1 if there is none. Throws if
 * the key holds something else.
 */
export function lookupLengthForWrite({ db }: CommandContext, args: Arguments, key: number): number {
  if (db.lookupForWrite(args.bytes, args.starts[key], args.ends[key]) === 0) return -1;
  if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
  return stringLength(db);
}

/** `editString` for the key in argument `key`, which was just looked up; throws if refused. */
export function editArgument(
  { db }: CommandContext,
  args: Arguments,
  key: number,
  isFound: boolean,
  start: number,
  end: number,
): void {
  const { bytes } = args;
  if (!editString(db, bytes, args.starts[key], args.ends[key], isFound, start, end)) {
    throw new ReplyError(ERRORS.outOfMemory);
  }
}

/** Writes argument `value` at `offset` of the found string, which `editArgument` prepared. */
export function writeArgument(
  { db }: CommandContext,
  args: Arguments,
  value: number,
  offset: number,
): void {
  const collector = args.paged?.[value];
  if (collector === undefined) {
    writeString(db, offset, args.bytes, args.starts[value], args.ends[value]);
    return;
  }
  const { pagedValues } = db.items;
  const head = db.view.valueReference;
  for (let at = 0; at < collector.length; ) {
    pagedValues.seek(head, offset + at);
    const size = Math.min(pagedValues.runLength, collector.length - at);
    const { runBytes, runStart } = pagedValues;
    collector.copyTo(at, runBytes, runStart, runStart + size);
    at += size;
  }
}
