import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('CONFIG REWRITE needs a file to write to', async () => {
  await using server = await TestServer.start();
  expect(await server.call('CONFIG', 'REWRITE')).toBe(
    '-ERR The server is running without a config file\r\n',
  );
});
