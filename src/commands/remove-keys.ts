/** What DEL and UNLINK share. */
import type { Freeing } from '../keyspace/lazy-free.js';
import { RELEASE_DELETE } from '../memory/allocation-hooks.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

/** Removes the keys that are arguments 1 and following; returns how many there were. */
export function removeKeys(context: CommandContext, args: Arguments, freeing: Freeing): number {
  const { db, keyspace } = context;
  let removed = 0;
  for (let i = 1; i < args.count; i++) {
    if (db.remove(args.bytes, args.starts[i], args.ends[i], RELEASE_DELETE, freeing)) removed++;
  }
  keyspace.dirty += removed;
  return removed;
}
