/**
 * RANDOMKEY: a key of the selected database, each as likely as the other.
 * Source: the Redis command reference, RANDOMKEY.
 */

import { defineCommand } from '../define-command.js';
import { replyKey } from '../key-reply.js';
import { reply } from '../reply-schemas.js';

export const randomkey = defineCommand({
  name: 'randomkey',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Return a random key from the keyspace',
  arity: 1,
  flags: ['readonly'],
  acl: ['keyspace'],
  tips: ['request_policy:all_shards', 'nondeterministic_output'],
  reply: reply.oneOf([reply.bulk('a key'), reply.null('the database is empty')]),
  execute({ db, keyspace }, _args, out) {
    if (db.random(keyspace.random) === 0) out.null();
    else replyKey(db, out);
  },
});
