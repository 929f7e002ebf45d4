/**
 * What MSET and MSETNX share. All or nothing also where memory runs out: unless there is plenty,
 * room for the worst case is asked for before the first key changes.
 */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { headerBytes, ITEM_BYTES_MAX, NO_EXPIRY } from '../keyspace/item-layout.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';
import { setString } from './string-exchange.js';

/** A value in pages needs up to so many beside them: for its tail pieces, head and directories. */
const PAGES_PER_PAGED_VALUE = 6;
/** Up to so many keys, room in the index is made for each of them ahead. */
const INDEXED_AHEAD_MAX = 256;
/** New entries that split one index page more, at the least. */
const ENTRIES_PER_SPLIT = 1000;

/**
 * An upper bound of the pages that the items and values of all pairs can take. An integer takes a
 * smaller slot than its digits would, hence twice the pages of each slab class.
 */
function pagesForItems(args: Arguments, { classes, layout }: MemoryManager): number {
  const counts = new Int32Array(classes.count); // cold
  let pages = 0;
  for (let i = 1; i < args.count; i += 2) {
    const keyLength = args.length(i);
    const valueLength = args.length(i + 1);
    const size = headerBytes(keyLength, false) + keyLength + 2 + valueLength;
    counts[classes.classFor(Math.min(size, ITEM_BYTES_MAX))]++;
    if (size <= ITEM_BYTES_MAX) continue;
    const isReceived = args.paged?.[i + 1] !== undefined;
    pages += PAGES_PER_PAGED_VALUE;
    if (!isReceived) pages += Math.ceil((keyLength + valueLength) / layout.pageSizeBytes);
  }
  for (let slabClass = 0; slabClass < classes.count; slabClass++) {
    pages += 2 * Math.ceil(counts[slabClass] / classes.slots[slabClass]);
  }
  return pages;
}

/** Makes room in the index for all keys; returns the pages that may still be needed for it. */
function prepareIndex({ db, keyspace }: CommandContext, args: Arguments): number {
  const count = (args.count - 1) / 2;
  if (count > INDEXED_AHEAD_MAX) return db.index.pages + Math.ceil(count / ENTRIES_PER_SPLIT);
  for (let i = 1; i < args.count; i += 2) {
    const hash = keyspace.hasher.hash(args.bytes, args.starts[i], args.ends[i]);
    if (!db.index.prepareInsert(hash, count)) throw new ReplyError(ERRORS.outOfMemory);
  }
  return 0;
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
    const pages = prepareIndex(context, args) + pagesForItems(args, memory);
    if (!memory.canAllocatePages(pages)) throw new ReplyError(ERRORS.outOfMemory);
  }
  for (let i = 1; i < args.count; i += 2) {
    if (!setString(db, args, i, i + 1, NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    keyspace.dirty++;
  }
}
