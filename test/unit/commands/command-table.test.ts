import { expect, test } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { defineCommand } from '../../../src/commands/define-command.js';
import { reply } from '../../../src/commands/reply-schemas.js';
import { argumentsOf } from '../../support/requests.js';

function define(name: string, container?: string) {
  return defineCommand({
    name,
    ...(container === undefined ? {} : { container }),
    group: 'server',
    since: '1.0.0',
    complexity: 'O(1)',
    summary: 'A command of a test',
    arity: container === undefined ? 1 : 2,
    flags: [],
    reply: reply.ok(),
    execute: (_context, _args, out) => out.ok(),
  });
}

function defineContainer(name: string, subcommands: ReturnType<typeof define>[]) {
  return defineCommand({
    name,
    group: 'server',
    since: '1.0.0',
    complexity: 'O(1)',
    summary: 'A container of a test',
    arity: -2,
    flags: [],
    reply: reply.ok(),
    subcommands,
  });
}

const get = define('get');
const restoreAsking = define('restore-asking');
const freq = define('freq', 'object');
const object = defineContainer('object', [freq, define('idletime', 'object')]);
const table = new CommandTable([get, restoreAsking, object]);

test('a command is found whatever the case of its name', () => {
  for (const name of ['get', 'GET', 'gEt']) expect(table.lookup(argumentsOf(name))).toBe(get);
  expect(table.lookup(argumentsOf('RESTORE-asking', 'x'))).toBe(restoreAsking);
});

test('a name that is no command is not found', () => {
  for (const name of ['', 'ge', 'gett', 'ge\x54x', 'restore\rasking', 'g\u0045\u0000', 'G%T', '`'])
    expect(table.lookup(argumentsOf(name))).toBeUndefined();
  expect(table.lookup(argumentsOf('x'.repeat(70_000)))).toBeUndefined();
});

test('only letters are folded: bytes that differ from a name in the case bit are other bytes', () => {
  // "-" is 0x2d; 0x0d differs from it by the bit that tells upper from lower case.
  expect(table.lookup(argumentsOf(Buffer.from('restore\x0dasking')))).toBeUndefined();
});

test('a subcommand is found in its container only', () => {
  expect(table.lookupSubcommand(object, argumentsOf('object', 'FREQ', 'k'))).toBe(freq);
  expect(table.lookupSubcommand(object, argumentsOf('object', 'get'))).toBeUndefined();
  expect(table.lookupSubcommand(object, argumentsOf('object'))).toBeUndefined();
  expect(table.lookupSubcommand(get, argumentsOf('get', 'freq'))).toBeUndefined();
});

test('byName knows full names', () => {
  expect(table.byName('Object|Freq')).toBe(freq);
  expect(table.byName('get')).toBe(get);
  expect(table.byName('get|freq')).toBeUndefined();
  expect(table.byName('object|')).toBeUndefined();
  expect(table.byName('freq')).toBeUndefined();
});

test('every command and subcommand has an index of its own', () => {
  const all = [...table.withSubcommands()];
  expect(all.map((command) => command.fullName)).toEqual([
    'get',
    'restore-asking',
    'object',
    'object|freq',
    'object|idletime',
  ]);
  expect(new Set(all.map((command) => command.index)).size).toBe(all.length);
});

test('a duplicate name is refused, of commands and of subcommands', () => {
  expect(() => new CommandTable([get, define('get')])).toThrow("two definitions of command 'get'");
  expect(() => defineContainer('object', [freq, define('freq', 'object')])).toThrow(
    "two definitions of subcommand of object 'freq'",
  );
  expect(() => new CommandTable([freq])).toThrow('is a subcommand');
});

test('a thousand names are all found and no others', () => {
  const commands = Array.from({ length: 1000 }, (_, i) => define(`c${i * 7}`));
  const large = new CommandTable(commands);
  for (let i = 0; i < 7000; i++) {
    const expected = i % 7 === 0 ? commands[i / 7] : undefined;
    expect(large.lookup(argumentsOf(`C${i}`))).toBe(expected);
  }
});
