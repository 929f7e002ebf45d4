/** What RENAME and RENAMENX share. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { NO_EXPIRY } from '../keyspace/item-layout.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

/** Which keys argument 2 may name: any, or only one that is not there. */
export type RenameTarget = 'any' | 'missing';

/** Renames key 1 to argument 2, with its expiry. False if the target is there and may not be. */
export function renameKey(context: CommandContext, args: Arguments, target: RenameTarget): boolean {
  const { db, keyspace } = context;
  const { bytes, starts, ends } = args;
  if (db.lookupForWrite(bytes, starts[1], ends[1]) === 0) throw new ReplyError(ERRORS.noSuchKey);
  if (isSameArgument(args, 1, 2)) return target === 'any';
  if (target === 'missing' && db.find(bytes, starts[2], ends[2]) !== 0) return false;
  db.find(bytes, starts[1], ends[1]);
  const expireAt = db.view.isVolatile ? db.view.expireAtExact : NO_EXPIRY;
  if (!db.moveFound(db, args.copy(2), expireAt)) throw new ReplyError(ERRORS.outOfMemory);
  keyspace.dirty++;
  return true;
}

/** Whether two arguments hold the same bytes. */
export function isSameArgument(args: Arguments, first: number, second: number): boolean {
  const length = args.length(first);
  if (length !== args.length(second)) return false;
  const { bytes, starts } = args;
  for (let i = 0; i < length; i++) {
    if (bytes[starts[first] + i] !== bytes[starts[second] + i]) return false;
  }
  return true;
}
