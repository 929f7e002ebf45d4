import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('the slow log notes nothing while it is off', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: -1 });
  await server.call('SET', 'a', 'b');
  expect(await server.call('SLOWLOG', 'LEN')).toBe(':0\r\n');
  expect(await server.call('SLOWLOG', 'foo')).toBe(
    "-ERR unknown subcommand 'foo'. Try SLOWLOG HELP.\r\n",
  );
});

test('CONFIG SET slowlog-max-len drops the oldest entries', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 });
  for (let i = 0; i < 6; i++) await server.call('SET', `key${i}`, 'b');
  await server.call('CONFIG', 'SET', 'slowlog-max-len', '2');
  const entries = (await server.reply('SLOWLOG', 'GET', '-1')).items;
  expect(entries).toHaveLength(2);
});
