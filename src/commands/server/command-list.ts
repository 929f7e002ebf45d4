/**
 * COMMAND LIST [FILTERBY <MODULE name | ACLCAT category | PATTERN pattern>]: names of commands and
 * subcommands.
 * Source: the Redis command reference, COMMAND LIST.
 */

import { ERRORS } from '../../base/errors.js';
import { globMatches } from '../../base/glob.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { ACL_CATEGORIES, type AclCategoryName } from '../command-flags.js';
import type { Command } from '../define-command.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const commandList = defineCommand({
  name: 'list',
  container: 'command',
  group: 'server',
  since: '7.0.0',
  complexity: 'O(N) where N is the total number of Redis commands',
  summary: 'Get an array of Redis command names',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output_order'],
  args: [
    arg.oneOf(
      'filterby',
      [
        arg.string('module-name', { token: 'MODULE' }),
        arg.string('category', { token: 'ACLCAT' }),
        arg.pattern('pattern', { token: 'PATTERN' }),
      ],
      { token: 'FILTERBY', optional: true },
    ),
  ],
  reply: reply.array(reply.bulk('a full name')),
  execute(context, args, out) {
    const isChosen = parseFilter(args);
    const names: string[] = [];
    for (const command of context.server.commands.withSubcommands()) {
      if (isChosen(command)) names.push(command.fullName);
    }
    out.array(names.length);
    for (const name of names) out.bulkText(name);
  },
});

type Filter = (command: Command) => boolean;

function parseFilter(args: Arguments): Filter {
  if (args.count === 2) return () => true;
  if (args.count !== 5 || !args.is(2, 'FILTERBY')) throw new ReplyError(ERRORS.syntax);
  if (args.is(3, 'MODULE')) return () => false; // there are no modules
  if (args.is(3, 'ACLCAT')) return filterByCategory(args.latin1(4).toLowerCase());
  if (args.is(3, 'PATTERN')) return filterByPattern(args);
  throw new ReplyError(ERRORS.syntax);
}

/** An unknown category has no commands. */
function filterByCategory(name: string): Filter {
  const isKnown = (ACL_CATEGORIES.names as readonly string[]).includes(name);
  const bit = isKnown ? ACL_CATEGORIES.bit[name as AclCategoryName] : 0;
  return (command) => (command.aclCategories & bit) !== 0;
}

function filterByPattern(args: Arguments): Filter {
  const { bytes } = args;
  const start = args.starts[4];
  const end = args.ends[4];
  return (command) => {
    const name = new TextEncoder().encode(command.fullName);
    return globMatches(bytes, start, end, name, 0, name.length, true);
  };
}
