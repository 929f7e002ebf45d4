/**
 * KEYS pattern: all keys that match a pattern.
 * Source: the Redis command reference, KEYS.
 */
import { GlobPattern } from '../../base/glob.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyMatches, replyKey } from '../key-reply.js';
import { reply } from '../reply-schemas.js';

export const keys = defineCommand({
  name: 'keys',
  group: 'generic',
  since: '1.0.0',
  complexity:
    'O(N) with N being the number of keys in the database, under the assumption ' +
    'that the key names in the database and the given pattern have limited ' +
    'length.',
  summary: 'Find all keys matching the given pattern',
  arity: 2,
  flags: ['readonly'],
  acl: ['keyspace', 'dangerous'],
  tips: ['request_policy:all_shards', 'nondeterministic_output_order'],
  args: [arg.pattern('pattern')],
  reply: reply.array(reply.bulk(), 'the keys that match'),
  execute({ db, nowMs }, args, out) {
    const pattern = new GlobPattern(args.bytes, args.starts[1], args.ends[1]);
    const mark = out.beginArray();
    let count = 0;
    let cursor = 0;
    do {
      cursor = db.index.scanPage(cursor, (reference) => {
        const view = db.items.open(reference);
        // An expired key stays for others to remove: the index may not change during the walk.
        if (view.isVolatile && view.expireAt <= nowMs) return;
        if (!keyMatches(db, pattern)) return;
        replyKey(db, out);
        count++;
      });
    } while (cursor !== 0);
    out.endArray(mark, count);
  },
});
