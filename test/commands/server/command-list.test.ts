import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';
import { decodeReply, type Reply, textOf } from '../../support/reply-tree.js';

function list(...words: string[]): Reply {
  return decodeReply(callBare(['COMMAND', 'LIST', ...words], { table, resp: 3 }));
}

const namesOf = (...words: string[]) => list(...words).items.map(textOf);

test('all commands, each followed by its subcommands', () => {
  expect(namesOf().slice(0, 5)).toEqual(['get', 'mset', 'object', 'object|freq', 'command']);
});

test('a pattern filters by full name, whatever the case', () => {
  expect(namesOf('FILTERBY', 'PATTERN', 'OBJ*')).toEqual(['object', 'object|freq']);
  expect(namesOf('filterby', 'pattern', '?set')).toEqual(['mset']);
  expect(namesOf('FILTERBY', 'PATTERN', 'x*')).toEqual([]);
});

test('an ACL category filters, the implied ones included', () => {
  expect(namesOf('FILTERBY', 'ACLCAT', 'WRITE')).toEqual(['mset']);
  expect(namesOf('FILTERBY', 'ACLCAT', 'string')).toEqual(['get']);
  expect(namesOf('FILTERBY', 'ACLCAT', 'nosuch')).toEqual([]);
});

test('no command is of a module', () => {
  expect(namesOf('FILTERBY', 'MODULE', 'x')).toEqual([]);
});

test('anything else is a syntax error', () => {
  for (const words of [
    ['x'],
    ['FILTERBY', 'x'],
    ['FILTERBY', 'PATTERN', 'a', 'b'],
    ['x', 'PATTERN', 'a'],
  ]) {
    expect(textOf(list(...words))).toBe('ERR syntax error');
  }
});
