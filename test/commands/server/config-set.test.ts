import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

const PREFIX = '-ERR CONFIG SET failed (possibly related to argument';

test('CONFIG SET changes several directives or none', async () => {
  await using server = await TestServer.start();
  const isSet = await server.call('CONFIG', 'SET', 'timeout', '60', 'slowlog-max-len', '5');
  expect(isSet).toBe('+OK\r\n');
  const refused = await server.call('CONFIG', 'SET', 'timeout', '70', 'slowlog-max-len', '-1');
  expect(refused).toMatch(
    /^-ERR CONFIG SET failed \(possibly related to argument 'slowlog-max-len'/,
  );
  expect(await server.call('CONFIG', 'GET', 'timeout')).toContain('\r\n60\r\n');
});

test.each([
  [['a', 'b'], "-ERR Unknown option or number of arguments for CONFIG SET - 'a'\r\n"],
  [['timeout', '1', 'hz'], '-ERR syntax error\r\n'],
  [['databases', '4'], `${PREFIX} 'databases') - can't set immutable config\r\n`],
  [['dir', '/'], `${PREFIX} 'dir') - can't set protected config\r\n`],
  [['timeout', '1', 'TIMEOUT', '2'], `${PREFIX} 'timeout') - duplicate parameter\r\n`],
])('CONFIG SET %j is refused', async (words, error) => {
  await using server = await TestServer.start();
  const reply = await server.call('CONFIG', 'SET', ...words);
  expect(reply.replace("'TIMEOUT'", "'timeout'")).toBe(error);
});

test('CONFIG SET maxmemory limits what is stored from now on', async () => {
  await using server = await TestServer.start();
  const value = Buffer.alloc(200_000, 'x');
  expect(await server.call('SET', 'a', value)).toBe('+OK\r\n');
  expect(await server.call('CONFIG', 'SET', 'maxmemory', '300kb')).toBe('+OK\r\n');
  expect(await server.call('SET', 'b', value)).toMatch(/^-OOM /);
  expect(await server.call('GET', 'b')).toBe('$-1\r\n');
  expect(await server.call('CONFIG', 'SET', 'maxmemory', '0')).toBe('+OK\r\n');
  expect(await server.call('SET', 'b', value)).toBe('+OK\r\n');
});

test('CONFIG SET port moves the server, and refuses a port that is taken', async () => {
  await using other = await TestServer.start();
  await using server = await TestServer.start();
  const before = server.server.port;
  const taken = await server.call('CONFIG', 'SET', 'port', other.server.port);
  expect(taken).toMatch(/^-ERR CONFIG SET failed/);
  expect(server.server.port).toBe(before);
  expect(await server.call('CONFIG', 'SET', 'port', '0')).toBe('+OK\r\n');
  expect(server.server.port).not.toBe(0);
  expect(await server.call('PING')).toBe('+PONG\r\n');
});

test('secrets that CONFIG SET is given do not show in the slow log', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 });
  await server.call('CONFIG', 'SET', 'hz', '11', 'masterauth', 'hunter2');
  const log = await server.call('SLOWLOG', 'GET');
  expect(log).toContain('(redacted)');
  expect(log).toContain('masterauth');
  expect(log).not.toContain('hunter2');
});
