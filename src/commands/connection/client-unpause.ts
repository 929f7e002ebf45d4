/** CLIENT UNPAUSE: ends a pause. Source: the Redis command reference, CLIENT UNPAUSE. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientUnpause = defineCommand({
  name: 'unpause',
  container: 'client',
  group: 'connection',
  since: '6.2.0',
  complexity: 'O(N) Where N is the number of paused clients',
  summary: 'Resume processing of clients that were paused',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  reply: reply.ok(),
  execute({ server }, _args, out) {
    server.clients.unpause();
    out.ok();
  },
});
