import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

/** Sends lines in one write and returns all that comes back until the reply to ECHO end. */
async function repliesTo(lines: readonly string[]): Promise<string> {
  let text = '';
  await withServer({}, async (running) => {
    const connection = await running.connect();
    connection.write([...lines, 'ECHO end', ''].join('\r\n'));
    while (!text.endsWith('end\r\n')) text += (await connection.nextFrame()).toString();
  });
  return text.slice(0, -'$3\r\nend\r\n'.length).trimEnd().replace(/\r\n/g, ' ');
}

test.each([
  [['CLIENT REPLY OFF', 'PING', 'NOSUCH', 'GET', 'CLIENT REPLY ON', 'PING'], '+OK +PONG'],
  [['CLIENT REPLY SKIP', 'PING', 'PING'], '+PONG'],
  [['CLIENT REPLY SKIP', 'NOSUCH', 'PING'], '+PONG'],
  [['CLIENT REPLY SKIP', 'CLIENT REPLY SKIP', 'ECHO a', 'ECHO b'], '$1 b'],
  [['CLIENT REPLY SKIP', 'CLIENT REPLY ON', 'PING'], '+OK +PONG'],
  [['CLIENT REPLY SKIP', 'CLIENT REPLY OFF', 'PING', 'CLIENT REPLY ON'], '+OK'],
  [['CLIENT REPLY OFF', 'CLIENT REPLY SKIP', 'PING', 'PING', 'CLIENT REPLY ON'], '+OK'],
  [['CLIENT REPLY OFF', 'CLIENT REPLY foo', 'CLIENT REPLY ON'], '+OK'],
  [['CLIENT REPLY foo', 'CLIENT REPLY ON'], '-ERR syntax error +OK'],
])('%j is answered by %j', async (lines, replies) => {
  expect(await repliesTo(lines)).toBe(replies);
});

test('a large value that is not sent is let go', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    await say(connection, 'SET', 'k', 'x'.repeat(500_000));
    connection.send('CLIENT', 'REPLY', 'SKIP');
    connection.send('GET', 'k');
    expect(await say(connection, 'PING')).toBe('+PONG');
    // Were the value still being read, this would have to copy it for the reader.
    expect(await say(connection, 'SET', 'k', 'short')).toBe('+OK');
    expect(await say(connection, 'GET', 'k')).toBe('$5 short');
  }));
