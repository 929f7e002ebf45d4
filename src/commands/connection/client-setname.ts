/**
 * CLIENT SETNAME connection-name: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT SETNAME.
 */
import { arg } from '../argument-specs.js';
import { checkClientName } from '../client-attributes.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientSetname = defineCommand({
  name: 'setname',
  container: 'client',
  group: 'connection',
  since: '2.6.9',
  complexity: 'O(1)',
  summary: 'Set the current connection name',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [arg.string('connection-name')],
  reply: reply.ok(),
  execute({ client }, args, out) {
    const name = args.latin1(2);
    checkClientName(name);
    client.name = name;
    out.ok();
  },
});
