/**
 * CLIENT GETNAME: the name the connection gave itself. Source: the Redis command reference, CLIENT
 * GETNAME.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientGetname = defineCommand({
  name: 'getname',
  container: 'client',
  group: 'connection',
  since: '2.6.9',
  complexity: 'O(1)',
  summary: 'Get the current connection name',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  reply: reply.oneOf([reply.bulk('the name'), reply.null('it has no name')]),
  execute({ client }, _args, out) {
    if (client.name === '') out.null();
    else out.bulkText(client.name);
  },
});
