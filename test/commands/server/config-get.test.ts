import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('CONFIG GET answers names and patterns, each directive once', async () => {
  await using server = await TestServer.start({ maxmemory: '100mb', slowlogMaxLen: 7 });
  expect(await server.call('CONFIG', 'GET', 'maxmemory')).toBe(
    '*2\r\n$9\r\nmaxmemory\r\n$9\r\n104857600\r\n',
  );
  expect(await server.call('CONFIG', 'GET', 'slowlog-max-*', 'slowlog-max-len')).toBe(
    '*2\r\n$15\r\nslowlog-max-len\r\n$1\r\n7\r\n',
  );
  expect(await server.call('CONFIG', 'GET', 'no-such*', 'nor-this')).toBe('*0\r\n');
});

test('CONFIG GET is a map in RESP 3', async () => {
  await using server = await TestServer.start({}, 3);
  expect(await server.call('CONFIG', 'GET', 'HZ')).toBe('%1\r\n$2\r\nHZ\r\n$2\r\n10\r\n');
});

test('CONFIG GET needs a name', async () => {
  await using server = await TestServer.start();
  expect(await server.call('CONFIG', 'GET')).toBe(
    "-ERR wrong number of arguments for 'config|get' command\r\n",
  );
});
