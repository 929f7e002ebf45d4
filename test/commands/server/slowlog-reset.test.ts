import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('SLOWLOG RESET empties the log', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 });
  for (let i = 0; i < 5; i++) await server.call('PING');
  expect(await server.call('SLOWLOG', 'RESET')).toBe('+OK\r\n');
  // The reset itself is noted once it is done.
  expect(await server.call('SLOWLOG', 'LEN')).toBe(':1\r\n');
});
