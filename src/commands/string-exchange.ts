/**
 * Between requests, replies and string values: commands that take or give strings share these.
 * "The found item" is what the database's last find left in its view.
 */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Database } from '../keyspace/database.js';
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
  type ExpireAt,
} from '../keyspace/item-layout.js';
import { PagedReply } from '../keyspace/paged-reply.js';
import { readStoredInteger } from '../keyspace/stored-integer.js';
import {
  integerText,
  isString,
  readString,
  setBytes,
  setCollected,
  stringLength,
} from '../keyspace/string-values.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';

/** Larger values are streamed from their pages instead of copied into the reply. */
const REPLY_COPY_BYTES_MAX = 65_536;

/** Replies with the found string. */
export function replyString(db: Database, out: ReplyWriter): void {
  const { view } = db;
  if (view.encoding === ENCODING_EMBSTR || view.encoding === ENCODING_RAW) {
    const at = view.shortAt;
    out.bulk(view.bytes, at, at + view.shortLength);
  } else if (view.encoding === ENCODING_INT) {
    const value = readStoredInteger(view.bytes, view.valueAt);
    if (Number.isNaN(value)) out.bulkText(integerText(view));
    else out.bulkInteger(value);
  } else replyStringRange(db, out, 0, stringLength(db));
}

/** Replies with the string that a lookup found (not 0), or null; throws if it is no string. */
export function replyFoundOrNull(db: Database, found: number, out: ReplyWriter): void {
  if (found === 0) out.null();
  else if (isString(db.view)) replyString(db, out);
  else throw new ReplyError(ERRORS.wrongType);
}

/** Replies with the bytes from `start` to before `end` of the found string. */
export function replyStringRange(db: Database, out: ReplyWriter, start: number, end: number): void {
  const { view } = db;
  const size = end - start;
  if (view.encoding === ENCODING_PAGED && size > REPLY_COPY_BYTES_MAX) {
    out.bulkSource(new PagedReply(db.items.pagedValues, view.valueReference, start, end));
    return;
  }
  out.bulkStart(size);
  readString(db, start, out.bytes, out.position, out.position + size);
  out.position += size;
  out.bulkEnd();
}

/** Sets a key to argument `value`, as SET does: what spells an integer is stored as one. */
export function setString(
  db: Database,
  args: Arguments,
  key: number,
  value: number,
  expireAt: ExpireAt,
): boolean {
  const { bytes } = args;
  const keyStart = args.starts[key];
  const keyEnd = args.ends[key];
  if (args.paged !== null && args.paged[value] !== undefined) {
    return setCollected(db, bytes, keyStart, keyEnd, args.paged[value], expireAt);
  }
  const start = args.starts[value];
  return setBytes(db, bytes, keyStart, keyEnd, bytes, start, args.ends[value], expireAt);
}
