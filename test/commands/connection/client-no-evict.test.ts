import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('it is switched on and off', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'NO-EVICT', 'on'], '+OK'],
      [['CLIENT', 'NO-EVICT', 'OFF'], '+OK'],
      [['CLIENT', 'NO-EVICT', 'maybe'], '-ERR syntax error'],
      [['CLIENT', 'NO-EVICT'], "-ERR wrong number of arguments for 'client|no-evict' command"],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('the flag shows in CLIENT LIST', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    await say(connection, 'CLIENT', 'NO-EVICT', 'ON');
    expect(await say(connection, 'CLIENT', 'LIST')).toMatch(/ flags=e /);
    await say(connection, 'RESET');
    expect(await say(connection, 'CLIENT', 'LIST')).toMatch(/ flags=N /);
  }));
