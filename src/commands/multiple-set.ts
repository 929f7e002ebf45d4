/**
 * What MSET and MSETNX share. All or nothing also where memory runs out: unless there is plenty,
 * room for the worst case is asked for before the first key changes.
 */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { NO_EXPIRY } from '../keyspace/item-layout.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';
import { setString } from './string-exchange.js';

/** Pages that a single small key can need: its slab page, an index page and its split. */
const PAGES_PER_KEY_MAX = 3;
/** A value of any size needs up to so many pages for its tail pieces, head and directories. */
const PAGES_PER_PAGED_VALUE = 6;
const INLINE_BYTES_MAX = 1024;

/** An upper bound of the pages that storing all pairs can take. */
function pagesNeeded(args: Arguments, pageSize: number): number {
  let pages = 0;
  for (let i = 2; i < args.count; i += 2) {
    pages += PAGES_PER_KEY_MAX;
    const size = args.length(i) + args.length(i - 1);
    if (size > INLINE_BYTES_MAX) pages += PAGES_PER_PAGED_VALUE + Math.ceil(size / pageSize);
  }
  return pages;
}

/** Throws if a key has no value. */
export function checkPairs(args: Arguments, command: string): void {
  if (args.count % 2 === 0) {
    throw new ReplyError(`ERR wrong number of arguments for '${command}' command`);
  }
}

/** Sets every pair of arguments from 1 on; throws before the first change if it cannot. */
export function setPairs(context: CommandContext, args: Arguments): void {
  const { db, keyspace } = context;
  const { memory } = keyspace;
  if (Number.isFinite(memory.budget.limitBytes)) {
    const pages = pagesNeeded(args, memory.layout.pageSizeBytes);
    if (!memory.canAllocatePages(pages)) throw new ReplyError(ERRORS.outOfMemory);
  }
  for (let i = 1; i < args.count; i += 2) {
    if (!setString(db, args, i, i + 1, NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    keyspace.dirty++;
  }
}
