import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('it answers, whatever its arguments', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [[['QUIT', 'now'], '+OK']];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('what follows is not executed', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    connection.write('PING\r\nQUIT\r\nSET k v\r\n');
    expect((await connection.nextFrame()).toString()).toBe('+PONG\r\n');
    expect((await connection.nextFrame()).toString()).toBe('+OK\r\n');
    await connection.closed;
    expect(await say(await running.connect(), 'GET', 'k')).toBe('$-1');
  }));
