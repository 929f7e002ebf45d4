import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('nobody is blocked', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'UNBLOCK', '1'], ':0'],
      [['CLIENT', 'UNBLOCK', '99', 'TIMEOUT'], ':0'],
      [['CLIENT', 'UNBLOCK', '0', 'error'], ':0'],
      [['CLIENT', 'UNBLOCK', '0', 'foo'], '-ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR'],
      [['CLIENT', 'UNBLOCK', 'abc'], '-ERR value is not an integer or out of range'],
      [
        ['CLIENT', 'UNBLOCK', '1', 'ERROR', 'x'],
        "-ERR unknown subcommand or wrong number of arguments for 'UNBLOCK'. Try CLIENT HELP.",
      ],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));
