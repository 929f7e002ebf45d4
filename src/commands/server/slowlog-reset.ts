/** SLOWLOG RESET: empties the slow log.
Source: the Redis command reference, SLOWLOG RESET. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const slowlogReset = defineCommand({
  name: 'reset',
  container: 'slowlog',
  group: 'server',
  since: '2.2.12',
  complexity: 'O(N) where N is the number of entries in the slowlog',
  summary: 'Clear all entries from the slow log',
  arity: 2,
  flags: ['admin', 'loading', 'stale'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  reply: reply.ok(),
  execute(context, _args, out) {
    context.server.slowlog.clear();
    out.ok();
  },
});
