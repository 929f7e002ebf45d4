/** CLIENT ID: the number of the connection. Source: the Redis command reference, CLIENT ID. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientId = defineCommand({
  name: 'id',
  container: 'client',
  group: 'connection',
  since: '5.0.0',
  complexity: 'O(1)',
  summary: 'Returns the client ID for the current connection',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  reply: reply.integer('the id of the client', 1),
  execute({ client }, _args, out) {
    out.integer(client.id);
  },
});
