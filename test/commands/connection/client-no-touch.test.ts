import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('it is switched on and off', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'NO-TOUCH', 'on'], '+OK'],
      [['CLIENT', 'NO-TOUCH', 'OFF'], '+OK'],
      [['CLIENT', 'NO-TOUCH', 'maybe'], '-ERR syntax error'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('it holds for this client alone, from the next request of the same read on', () =>
  withServer({}, async (running) => {
    const { keyspace } = running.server;
    const one = await running.connect();
    const other = await running.connect();
    const seen: boolean[] = [];
    const read = (): void => {
      seen.push(keyspace.isTouching);
    };
    await one.pipeline([['CLIENT', 'NO-TOUCH', 'ON'], ['PING']]);
    read();
    expect(await say(one, 'CLIENT', 'INFO')).toMatch(/ flags=T /);
    await other.call('PING');
    read();
    await one.call('PING');
    read();
    await one.call('RESET');
    await one.call('PING');
    read();
    expect(seen).toEqual([false, true, false, true]);
  }));
