/**
 * COMMAND: every command as COMMAND INFO describes it.
 * Source: the Redis command reference, COMMAND.
 */

import { COMMAND_INFO_REPLY, writeAllCommandInfo } from '../command-info-reply.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { commandCount } from './command-count.js';
import { commandDocs } from './command-docs.js';
import { commandGetkeys } from './command-getkeys.js';
import { commandGetkeysandflags } from './command-getkeysandflags.js';
import { commandHelp } from './command-help.js';
import { commandInfo } from './command-info.js';
import { commandList } from './command-list.js';

export const command = defineCommand({
  name: 'command',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(N) where N is the total number of Redis commands',
  summary: 'Get array of Redis command details',
  arity: -1,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output_order'],
  reply: reply.array(COMMAND_INFO_REPLY, 'a command each'),
  subcommands: [
    commandCount,
    commandDocs,
    commandGetkeys,
    commandGetkeysandflags,
    commandHelp,
    commandInfo,
    commandList,
  ],
  execute(context, _args, out) {
    writeAllCommandInfo(out, context.server.commands);
  },
});
