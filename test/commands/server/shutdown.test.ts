import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test.each([
  [['foo'], '-ERR syntax error\r\n'],
  [['SAVE', 'NOSAVE'], '-ERR syntax error\r\n'],
  [['NOSAVE', 'NOSAVE'], '-ERR syntax error\r\n'],
  [['ABORT', 'NOW'], '-ERR syntax error\r\n'],
  [['NOSAVE', 'ABORT'], '-ERR syntax error\r\n'],
  [['ABORT'], '-ERR No shutdown in progress.\r\n'],
  [['SAVE'], '-ERR Errors trying to SHUTDOWN. Check logs.\r\n'],
])('SHUTDOWN %j is refused and the server goes on', async (words, error) => {
  await using server = await TestServer.start();
  expect(await server.call('SHUTDOWN', ...words)).toBe(error);
  expect(await server.call('PING')).toBe('+PONG\r\n');
});

test.each([[[]], [['NOSAVE']], [['now', 'force']], [['SAVE', 'FORCE']], [['NOW', 'NOW']]])(
  'SHUTDOWN %j stops the server without a reply',
  async (words) => {
    await using server = await TestServer.start();
    server.connection.send('SHUTDOWN', ...words);
    await expect(server.connection.nextFrame()).rejects.toThrow('connection closed');
    await server.server.closed;
  },
);
