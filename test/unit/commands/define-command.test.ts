import { expect, test } from 'vitest';
import { arg } from '../../../src/commands/argument-specs.js';
import { ACL_CATEGORIES, COMMAND_FLAGS, CommandFlag } from '../../../src/commands/command-flags.js';
import { type CommandDefinition, defineCommand } from '../../../src/commands/define-command.js';
import { keyRange } from '../../../src/commands/key-specs.js';
import { reply } from '../../../src/commands/reply-schemas.js';

const valid: CommandDefinition = {
  name: 'get',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'A command of a test',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key')],
  reply: reply.bulk(),
  execute: (_context, _args, out) => out.ok(),
};

function define(changes: Partial<CommandDefinition>) {
  return defineCommand({ ...valid, ...changes });
}

function container(changes: Partial<CommandDefinition> = {}) {
  const { execute, keys, ...rest } = valid;
  return defineCommand({
    ...rest,
    name: 'object',
    arity: -2,
    args: [],
    subcommands: [define({ name: 'freq', container: 'object', arity: 3 })],
    ...changes,
  });
}

test('a definition becomes a frozen command', () => {
  const command = define({});
  expect(command.fullName).toBe('get');
  expect([command.firstKey, command.lastKey, command.keyStep]).toEqual([1, 1, 1]);
  expect(command.has(CommandFlag.readonly)).toBe(true);
  expect(command.has(CommandFlag.write)).toBe(false);
  expect(command.hasKeys).toBe(true);
  expect(Object.isFrozen(command)).toBe(true);
  expect(define({}).index).toBe(command.index + 1);
});

test('commands have the same fields, whatever their definition leaves out', () => {
  const { keys, acl, ...bare } = valid;
  const least = defineCommand({ ...bare, arity: 1, args: [] });
  expect(Object.keys(least)).toEqual(Object.keys(container()));
  expect(Object.values(least)).not.toContain(undefined);
});

test('the arity says how many arguments a request may have', () => {
  const accepted = (arity: number) =>
    [1, 2, 3, 4].filter((count) =>
      define({ arity, args: [arg.key('key', { multiple: arity < 0 })] }).accepts(count),
    );
  expect(accepted(2)).toEqual([2]);
  expect(accepted(-2)).toEqual([2, 3, 4]);
});

test('a container knows its subcommands by full name', () => {
  const object = container();
  expect(object.subcommands[0]?.fullName).toBe('object|freq');
  expect(() => object.execute(null as never, null as never, null as never)).toThrow(
    'without a subcommand',
  );
});

test.each<[CommandDefinition['flags'], CommandDefinition['acl'], string]>([
  [['write'], ['string'], 'write string slow'],
  [['readonly', 'fast'], [], 'read fast'],
  [['readonly'], ['scripting'], 'slow scripting'],
  [['admin'], [], 'admin slow dangerous'],
  [['pubsub', 'fast'], [], 'pubsub fast'],
  [['blocking', 'write'], ['list'], 'write list slow blocking'],
])('flags %j with ACL categories %j are in %s', (flags, acl, expected) => {
  const command = define({ flags, acl: acl ?? [] });
  expect(ACL_CATEGORIES.format(command.aclCategories).join(' ')).toBe(expected);
});

test('keys that no triple can tell make a command movable', () => {
  const keys = keyRange({ first: 1, flags: ['RO', 'incomplete'] });
  expect(COMMAND_FLAGS.format(define({ keys }).flags)).toContain('movablekeys');
  expect(COMMAND_FLAGS.format(define({}).flags)).not.toContain('movablekeys');
});

test.each<[string, Partial<CommandDefinition>, string]>([
  ['an unknown flag', { flags: ['nosuch' as 'fast'] }, "unknown flag 'nosuch'"],
  ['a flag twice', { flags: ['fast', 'fast'] }, 'given twice'],
  ['an unknown ACL category', { acl: ['nosuch' as 'string'] }, 'unknown ACL category'],
  ['an unknown group', { group: 'nosuch' as 'string' }, 'unknown group'],
  ['an unknown tip', { tips: ['nosuch'] }, 'unknown tip'],
  ['a tip without its value', { tips: ['request_policy'] }, 'unknown tip'],
  ['an upper-case name', { name: 'GET' }, 'bad command name'],
  ['a version that is none', { since: '1.0' }, 'bad since'],
  ['an arity of 0', { arity: 0 }, 'impossible arity'],
  ['an arity below the arguments', { arity: -1 }, 'disagrees'],
  ['an arity above the arguments', { arity: 3 }, 'disagrees'],
  ['an open arity and closed arguments', { arity: -2 }, 'disagrees'],
  ['a closed arity and open arguments', { args: [arg.key('k', { multiple: true })] }, 'disagrees'],
  ['a note on a difference that is none', { arityNote: 'why' }, 'difference that is none'],
  ['a key beyond the arguments', { keys: keyRange({ first: 2, flags: ['RO'] }) }, 'key range'],
  ['a key without a key spec', { keys: [] }, 'key spec that is none'],
  ['a subcommand of another', { subcommands: [define({ container: 'x', arity: 3 })] }, 'another'],
])('%s is refused', (_what, changes, message) => {
  expect(() => define(changes)).toThrow(message);
});

test('a difference of arity from arguments is allowed with a reason', () => {
  expect(define({ arity: -2, arityNote: 'the command counts for itself' }).arity).toBe(-2);
});

test('a command that does nothing, and a container within a container, are refused', () => {
  const { execute, ...idle } = valid;
  expect(() => defineCommand(idle)).toThrow('neither execute nor subcommands');
  expect(() => container({ container: 'memory' })).toThrow('cannot have subcommands');
  expect(() => container({ arity: 2 })).toThrow('a container takes a subcommand');
});
