/** RESET: makes the connection as if it were new. Source: the Redis command reference, RESET. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const reset = defineCommand({
  name: 'reset',
  group: 'connection',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Reset the connection',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['connection'],
  reply: reply.simple('', ['RESET']),
  execute({ client }, _args, out) {
    client.reset();
    out.simple('RESET');
  },
});
