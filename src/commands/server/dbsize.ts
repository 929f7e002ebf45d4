/**
 * DBSIZE: how many keys the selected database has.
 * Source: the Redis command reference, DBSIZE.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const dbsize = defineCommand({
  name: 'dbsize',
  group: 'server',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Return the number of keys in the selected database',
  arity: 1,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  tips: ['request_policy:all_shards', 'response_policy:agg_sum'],
  reply: reply.integer('how many keys the database has', 0),
  execute({ db }, _args, out) {
    out.integer(db.size);
  },
});
