import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('SLOWLOG LEN counts the entries up to slowlog-max-len', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0, slowlogMaxLen: 3 });
  expect(await server.call('SLOWLOG', 'LEN')).toBe(':0\r\n');
  expect(await server.call('SLOWLOG', 'LEN')).toBe(':1\r\n');
  for (let i = 0; i < 5; i++) await server.call('PING');
  expect(await server.call('SLOWLOG', 'LEN')).toBe(':3\r\n');
});
