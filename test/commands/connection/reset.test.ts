import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

/** What HELLO replies in RESP 2 or 3, to the first client. */
const greeting = (head: string, version: number): string =>
  `${head} $6 server $5 redis $7 version $5 7.4.0 $5 proto :${version} $2 id :1 ` +
  '$4 mode $10 standalone $4 role $6 master $7 modules *0';
const GREETING_3 = greeting('%7', 3);

test('everything but the connection is as if new', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'SETNAME', 'me'], '+OK'],
      [['SELECT', '3'], '+OK'],
      [['SET', 'k', 'v'], '+OK'],
      [['HELLO', '3'], GREETING_3],
      [['GET', 'missing'], '_'],
      [['RESET'], '+RESET'],
      [['GET', 'k'], '$-1'],
      [['CLIENT', 'GETNAME'], '$-1'],
      [['RESET', 'x'], "-ERR wrong number of arguments for 'reset' command"],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('it ends MONITOR and CLIENT REPLY OFF', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    expect(await say(connection, 'MONITOR')).toBe('+OK');
    expect(await say(connection, 'RESET')).toBe('+RESET');
    expect(running.server.clients.monitors.count).toBe(0);
    expect(await say(connection, 'GET', 'k')).toBe('$-1');
    connection.send('CLIENT', 'REPLY', 'OFF');
    connection.send('PING');
    expect(await say(connection, 'RESET')).toBe('+RESET');
    expect(await say(connection, 'PING')).toBe('+PONG');
  }));
