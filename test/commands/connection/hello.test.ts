import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

/** What HELLO replies in RESP 2 or 3, to the first client. */
const greeting = (head: string, version: number): string =>
  `${head} $6 server $5 redis $7 version $5 7.4.0 $5 proto :${version} $2 id :1 ` +
  '$4 mode $10 standalone $4 role $6 master $7 modules *0';
const GREETING_2 = greeting('*14', 2);
const GREETING_3 = greeting('%7', 3);

test('it switches the protocol, or leaves it', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['HELLO'], GREETING_2],
      [['HELLO', '3'], GREETING_3],
      [['HELLO'], GREETING_3],
      [['GET', 'missing'], '_'],
      [['HELLO', '2'], GREETING_2],
      [['GET', 'missing'], '$-1'],
      [['HELLO', '4'], '-NOPROTO unsupported protocol version'],
      [['HELLO', '1'], '-NOPROTO unsupported protocol version'],
      [['HELLO', 'abc'], '-ERR Protocol version is not an integer or out of range'],
      [['HELLO', '3', 'FOO'], "-ERR Syntax error in HELLO option 'FOO'"],
      [['HELLO', '3', 'AUTH', 'x'], "-ERR Syntax error in HELLO option 'AUTH'"],
      [['HELLO', '3', 'SETNAME'], "-ERR Syntax error in HELLO option 'SETNAME'"],
      [
        ['HELLO', '3', 'SETNAME', 'a b'],
        '-ERR Client names cannot contain spaces, newlines or special characters.',
      ],
      [
        ['HELLO', '3', 'SETNAME', 'me', 'AUTH', 'nobody', 'x'],
        '-WRONGPASS invalid username-password pair or user is disabled.',
      ],
      [['GET', 'missing'], '$-1'],
      [['CLIENT', 'GETNAME'], '$-1'],
      [['HELLO', '2', 'setname', 'me', 'auth', 'default', 'x'], GREETING_2],
      [['CLIENT', 'GETNAME'], '$2 me'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('with a password it authenticates, and says how where that is missing', () =>
  withServer({ settings: { requirepass: 'secret' } }, async (running) => {
    const connection = await running.connect();
    const refusal =
      '-NOAUTH HELLO must be called with the client already authenticated, otherwise the ' +
      'HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and ' +
      'select the RESP protocol version at the same time';
    expect(await say(connection, 'HELLO', '3')).toBe(refusal);
    expect(await say(connection, 'HELLO')).toBe(refusal);
    expect(await say(connection, 'HELLO', '3', 'AUTH', 'default', 'no')).toBe(
      '-WRONGPASS invalid username-password pair or user is disabled.',
    );
    expect(await say(connection, 'HELLO', '3', 'AUTH', 'default', 'secret')).toMatch(/^%7 /);
    expect(await say(connection, 'GET', 'k')).toBe('_');
  }));
