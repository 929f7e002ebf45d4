import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';

test('the keys of a request, each with what is done to it', () => {
  const request = ['COMMAND', 'GETKEYSANDFLAGS', 'mset', 'a', '1', 'b', '2'];
  expect(callBare(request, { table, resp: 3 }).toString()).toBe(
    '*2\r\n*2\r\n$1\r\na\r\n~2\r\n+OW\r\n+update\r\n*2\r\n$1\r\nb\r\n~2\r\n+OW\r\n+update\r\n',
  );
  expect(callBare(request, { table }).toString()).toContain('*2\r\n+OW\r\n+update\r\n');
});

test('a request without keys is refused', () => {
  expect(callBare(['COMMAND', 'GETKEYSANDFLAGS', 'nosuch', 'x'], { table }).toString()).toBe(
    '-ERR Invalid command specified\r\n',
  );
});
