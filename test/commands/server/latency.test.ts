import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('LATENCY names what is wrong with a request to it', async () => {
  await using server = await TestServer.start();
  expect(await server.call('LATENCY')).toBe(
    "-ERR wrong number of arguments for 'latency' command\r\n",
  );
  expect(await server.call('LATENCY', 'foo')).toBe(
    "-ERR unknown subcommand 'foo'. Try LATENCY HELP.\r\n",
  );
});

test('nothing is noted while the monitor is off', async () => {
  await using server = await TestServer.start({ latencyMonitorThreshold: 0 });
  await server.call('SET', 'k', Buffer.alloc(20_000_000));
  expect(await server.call('LATENCY', 'LATEST')).toBe('*0\r\n');
});
