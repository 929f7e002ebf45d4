/** Databases as arguments, with Redis's errors. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Database } from '../keyspace/database.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

const INT_MAX = 2 ** 31 - 1;
const INT_MIN = -(2 ** 31);

/** The database whose number is argument i, for COPY and MOVE. */
export function databaseArgument(context: CommandContext, args: Arguments, i: number): Database {
  const number = args.int64(i);
  if (number < BigInt(INT_MIN) || number > BigInt(INT_MAX)) {
    throw new ReplyError(`ERR value is out of range, value must between ${INT_MIN} and ${INT_MAX}`);
  }
  const db = context.keyspace.database(Number(number));
  if (db === undefined) throw new ReplyError(ERRORS.dbIndexOutOfRange);
  return db;
}

/** Argument i as a database number, whether there is such a database or not, for SWAPDB. */
export function databaseNumber(args: Arguments, i: number, error: string): number {
  const number = args.integer(i, error);
  if (number < INT_MIN || number > INT_MAX) throw new ReplyError(error);
  return number;
}
