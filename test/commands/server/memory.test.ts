import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('MEMORY needs a subcommand that exists', async () => {
  await using server = await TestServer.start();
  expect(await server.call('MEMORY')).toBe(
    "-ERR wrong number of arguments for 'memory' command\r\n",
  );
  expect(await server.call('memory', 'foo')).toBe(
    "-ERR unknown subcommand 'foo'. Try MEMORY HELP.\r\n",
  );
});
