import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('a client has no name until it gives itself one', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'GETNAME'], '$-1'],
      [['CLIENT', 'SETNAME', 'me'], '+OK'],
      [['client', 'getname'], '$2 me'],
      [['CLIENT', 'GETNAME', 'x'], "-ERR wrong number of arguments for 'client|getname' command"],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));
