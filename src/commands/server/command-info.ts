/**
 * COMMAND INFO [name ...]: what commands are, for clients to route and check by.
 * Source: the Redis command reference, COMMAND INFO.
 */
import { arg } from '../argument-specs.js';
import {
  COMMAND_INFO_REPLY,
  writeAllCommandInfo,
  writeCommandInfo,
} from '../command-info-reply.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const commandInfo = defineCommand({
  name: 'info',
  container: 'command',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(N) where N is the number of commands to look up',
  summary: 'Get array of specific Redis command details, or all when no argument is given.',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output_order'],
  args: [arg.string('command-name', { optional: true, multiple: true })],
  history: [['7.0.0', 'Allowed to be called with no argument to get info on all commands.']],
  reply: reply.array(reply.oneOf([COMMAND_INFO_REPLY, reply.null('there is no such command')])),
  execute(context, args, out) {
    const { commands } = context.server;
    if (args.count === 2) {
      writeAllCommandInfo(out, commands);
      return;
    }
    out.array(args.count - 2);
    for (let i = 2; i < args.count; i++) {
      const command = commands.byName(args.latin1(i));
      if (command === undefined) out.null();
      else writeCommandInfo(out, command);
    }
  },
});
