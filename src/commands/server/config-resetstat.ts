/**
 * CONFIG RESETSTAT: sets the counters that INFO shows back to zero.
 * Source: the Redis command reference, CONFIG RESETSTAT.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const configResetstat = defineCommand({
  name: 'resetstat',
  container: 'config',
  group: 'server',
  since: '2.0.0',
  complexity: 'O(1)',
  summary: 'Reset the stats returned by INFO',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  reply: reply.ok(),
  execute(context, _args, out) {
    context.server.operations.resetStatistics();
    out.ok();
  },
});
