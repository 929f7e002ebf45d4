/**
 * CLIENT INFO: the properties of the connection. Source: the Redis command reference, CLIENT INFO.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientInfo = defineCommand({
  name: 'info',
  container: 'client',
  group: 'connection',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Returns information about the current client connection.',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output'],
  reply: reply.verbatim('a line of properties'),
  execute({ client, server }, _args, out) {
    out.verbatim('txt', `${server.clients.describe(client)}\n`);
  },
});
