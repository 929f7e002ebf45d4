/**
 * What FLUSHALL and FLUSHDB share. A flush takes whole pages back, whatever is in them, so it is
 * done at once either way; what takes long is to give the memory back to the system. SYNC does
 * that before it replies, ASYNC leaves it to the server's cycle.
 */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Database } from '../keyspace/database.js';
import type { Freeing } from '../keyspace/lazy-free.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

/** The mode that the arguments ask for. */
export function flushMode(context: CommandContext, args: Arguments): Freeing {
  if (args.count === 1) return context.keyspace.freeing.ofFlushed;
  if (args.count === 2 && args.is(1, 'SYNC')) return 'now';
  if (args.count === 2 && args.is(1, 'ASYNC')) return 'later';
  throw new ReplyError(ERRORS.syntax);
}

export function flushDatabases(
  { keyspace }: CommandContext,
  databases: readonly Database[],
  freeing: Freeing,
): void {
  for (const db of databases) {
    keyspace.dirty += db.size;
    db.flush();
  }
  if (freeing === 'now') keyspace.memory.releaseFreeMemory();
}
