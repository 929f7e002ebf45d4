/**
 * SLOWLOG LEN: how many entries the slow log has.
 * Source: the Redis command reference, SLOWLOG LEN.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const slowlogLen = defineCommand({
  name: 'len',
  container: 'slowlog',
  group: 'server',
  since: '2.2.12',
  complexity: 'O(1)',
  summary: "Get the slow log's length",
  arity: 2,
  flags: ['admin', 'loading', 'stale'],
  tips: ['request_policy:all_nodes', 'response_policy:agg_sum', 'nondeterministic_output'],
  reply: reply.integer('how many entries there are', 0),
  execute(context, _args, out) {
    out.integer(context.server.slowlog.length);
  },
});
