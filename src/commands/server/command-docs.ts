/**
 * COMMAND DOCS [name ...]: the documentation of commands; unknown names are left out.
 * Source: the Redis command reference, COMMAND DOCS.
 */

import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { COMMAND_DOCS_REPLY, writeCommandDocs } from '../command-docs-reply.js';
import type { CommandTable } from '../command-table.js';
import type { Command } from '../define-command.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const commandDocs = defineCommand({
  name: 'docs',
  container: 'command',
  group: 'server',
  since: '7.0.0',
  complexity: 'O(N) where N is the number of commands to look up',
  summary: 'Get array of specific Redis command documentation',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output_order'],
  args: [arg.string('command-name', { optional: true, multiple: true })],
  reply: reply.map(reply.bulk('the name'), COMMAND_DOCS_REPLY),
  execute(context, args, out) {
    const { commands } = context.server;
    const chosen = args.count === 2 ? [...commands] : namedCommands(commands, args);
    out.map(chosen.length);
    for (const command of chosen) {
      out.bulkText(command.fullName);
      writeCommandDocs(out, command);
    }
  },
});

function namedCommands(commands: CommandTable, args: Arguments): Command[] {
  const found: Command[] = [];
  for (let i = 2; i < args.count; i++) {
    const command = commands.byName(args.latin1(i));
    if (command !== undefined) found.push(command);
  }
  return found;
}
