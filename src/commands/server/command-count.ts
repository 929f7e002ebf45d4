/**
 * COMMAND COUNT: how many commands there are, subcommands not counted.
 * Source: the Redis command reference, COMMAND COUNT.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const commandCount = defineCommand({
  name: 'count',
  container: 'command',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Get total number of Redis commands',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  reply: reply.integer('how many commands there are', 0),
  execute(context, _args, out) {
    out.integer(context.server.commands.count);
  },
});
