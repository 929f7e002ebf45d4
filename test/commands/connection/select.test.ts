import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('databases are numbered from 0', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['SELECT', '15'], '+OK'],
      [['SELECT', '16'], '-ERR DB index is out of range'],
      [['SELECT', '-1'], '-ERR DB index is out of range'],
      [['SELECT', 'abc'], '-ERR value is not an integer or out of range'],
      [
        ['SELECT', '9999999999'],
        '-ERR value is out of range, value must between -2147483648 and 2147483647',
      ],
      [['SET', 'k', 'v'], '+OK'],
      [['SELECT', '0'], '+OK'],
      [['GET', 'k'], '$-1'],
      [['SELECT', '15'], '+OK'],
      [['GET', 'k'], '$1 v'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));
