/** Keys in replies and patterns. "The found item" is what the database's view shows. */
import type { GlobPattern } from '../base/glob.js';
import type { Database } from '../keyspace/database.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';

/** Replies with the key of the found item. */
export function replyKey(db: Database, out: ReplyWriter): void {
  const { view } = db;
  if (view.isKeyPaged) {
    const key = db.items.keyOf(view);
    out.bulk(key, 0, key.length);
  } else out.bulk(view.bytes, view.keyAt, view.keyAt + view.keyLength);
}

/** Whether the key of the found item matches. */
export function keyMatches(db: Database, pattern: GlobPattern): boolean {
  const { view } = db;
  if (!view.isKeyPaged) return pattern.matches(view.bytes, view.keyAt, view.keyAt + view.keyLength);
  const key = db.items.keyOf(view);
  return pattern.matches(key, 0, key.length);
}
