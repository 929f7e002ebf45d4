import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';

const keysOf = (...request: string[]) =>
  callBare(['COMMAND', 'GETKEYS', ...request], { table, resp: 3 }).toString();

test('the keys of a request', () => {
  expect(keysOf('GET', 'a')).toBe('*1\r\n$1\r\na\r\n');
  expect(keysOf('mset', 'a', '1', 'bb', '2')).toBe('*2\r\n$1\r\na\r\n$2\r\nbb\r\n');
  expect(keysOf('object', 'Freq', 'k')).toBe('*1\r\n$1\r\nk\r\n');
});

test('many keys', () => {
  const pairs = Array.from({ length: 500 }, (_, i) => [`k${i}`, 'v']).flat();
  expect(keysOf('mset', ...pairs).startsWith('*500\r\n$2\r\nk0\r\n')).toBe(true);
});

test.each([
  [['nosuch', 'x'], 'Invalid command specified'],
  [['object', 'nosuch'], 'Invalid command specified'],
  [['command', 'count'], 'The command has no key arguments'],
  [['get', 'a', 'b'], 'Invalid number of arguments specified for command'],
  [['mset', 'a'], 'Invalid number of arguments specified for command'],
])('%j is refused', (request, message) => {
  expect(keysOf(...request)).toBe(`-ERR ${message}\r\n`);
});
