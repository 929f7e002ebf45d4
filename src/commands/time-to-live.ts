/** What TTL, PTTL, EXPIRETIME and PEXPIRETIME share. */
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { CommandContext } from './context.js';
import type { ExpireBase, ExpireUnit } from './expire-options.js';

const NO_KEY = -2;
const NO_EXPIRY = -1;
const SECOND_MS = 1000;
const HALF_SECOND_MS = 500;

/** Replies when key 1 expires, or in how long; -1 if it does not, -2 if there is no such key. */
export function replyTimeToLive(
  context: CommandContext,
  args: Arguments,
  unit: ExpireUnit,
  base: ExpireBase,
  out: ReplyWriter,
): void {
  const { db, nowMs } = context;
  if (db.lookupUntouched(args.bytes, args.starts[1], args.ends[1]) === 0) {
    out.integer(NO_KEY);
    return;
  }
  if (!db.view.isVolatile) {
    out.integer(NO_EXPIRY);
    return;
  }
  const { expireAtExact } = db.view;
  if (typeof expireAtExact === 'bigint') {
    replyLongTime(expireAtExact - (base === 'relative' ? BigInt(nowMs) : 0n), unit, out);
    return;
  }
  const ms = base === 'relative' ? Math.max(0, expireAtExact - nowMs) : expireAtExact;
  out.integer(unit === 'seconds' ? Math.floor((ms + HALF_SECOND_MS) / SECOND_MS) : ms);
}

/** Times of thousands of centuries, which only their milliseconds say exactly. */
function replyLongTime(ms: bigint, unit: ExpireUnit, out: ReplyWriter): void {
  out.bigInteger(unit === 'seconds' ? (ms + BigInt(HALF_SECOND_MS)) / BigInt(SECOND_MS) : ms);
}
