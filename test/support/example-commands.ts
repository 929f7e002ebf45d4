/** A small table of commands for tests of COMMAND: keys of every sort, a container, options. */
import { arg } from '../../src/commands/argument-specs.js';
import { CommandTable } from '../../src/commands/command-table.js';
import { type CommandDefinition, defineCommand } from '../../src/commands/define-command.js';
import { keyRange } from '../../src/commands/key-specs.js';
import { reply } from '../../src/commands/reply-schemas.js';
import { command } from '../../src/commands/server/command.js';

const base = {
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'An example',
  flags: ['readonly', 'fast'],
  reply: reply.ok(),
  execute: (_context, _args, out) => out.ok(),
} satisfies Partial<CommandDefinition>;

const get = defineCommand({
  ...base,
  name: 'get',
  arity: 2,
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key')],
});

const mset = defineCommand({
  ...base,
  name: 'mset',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: keyRange({ first: 1, last: -1, step: 2, flags: ['OW', 'update'], notes: 'in pairs' }),
  args: [arg.block('pair', [arg.key('key'), arg.string('value')], { multiple: true })],
  history: [['1.1.0', 'Takes pairs.']],
  docFlags: ['deprecated'],
  deprecatedSince: '2.0.0',
  replacedBy: '`SET`',
});

const freq = defineCommand({
  ...base,
  name: 'freq',
  container: 'object',
  arity: 3,
  keys: keyRange({ first: 2, flags: ['RO'] }),
  args: [arg.key('key')],
});

const { execute: _execute, ...containerBase } = base;
const object = defineCommand({ ...containerBase, name: 'object', arity: -2, subcommands: [freq] });

/** get, mset, object (with freq) and COMMAND itself. */
export const EXAMPLE_TABLE = new CommandTable([get, mset, object, command]);
