import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('CONFIG names what is wrong with a request to it', async () => {
  await using server = await TestServer.start();
  expect(await server.call('CONFIG')).toBe(
    "-ERR wrong number of arguments for 'config' command\r\n",
  );
  expect(await server.call('CONFIG', 'foo')).toBe(
    "-ERR unknown subcommand 'foo'. Try CONFIG HELP.\r\n",
  );
});
