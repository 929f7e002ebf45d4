import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('it switches the protocol, or leaves it', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [
        ['HELLO'],
        '*14 $6 server $5 redis $7 version $5 7.4.0 $5 proto :2 $2 id :1 $4 mode $10 standalone $4 role $6 master $7 modules *0',
      ],
      [
        ['HELLO', '3'],
        '%7 $6 server $5 redis $7 version $5 7.4.0 $5 proto :3 $2 id :1 $4 mode $10 standalone $4 role $6 master $7 modules *0',
      ],
      [
        ['HELLO'],
        '%7 $6 server $5 redis $7 version $5 7.4.0 $5 proto :3 $2 id :1 $4 mode $10 standalone $4 role $6 master $7 modules *0',
      ],
      [['GET', 'missing'], '_'],
      [
        ['HELLO', '2'],
        '*14 $6 server $5 redis $7 version $5 7.4.0 $5 proto :2 $2 id :1 $4 mode $10 standalone $4 role $6 master $7 modules *0',
      ],
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
      [
        ['HELLO', '2', 'setname', 'me', 'auth', 'default', 'x'],
        '*14 $6 server $5 redis $7 version $5 7.4.0 $5 proto :2 $2 id :1 $4 mode $10 standalone $4 role $6 master $7 modules *0',
      ],
      [['CLIENT', 'GETNAME'], '$2 me'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('with a password it authenticates, and says how where that is missing', () =>
  withServer({ settings: { requirepass: 'secret' } }, async (running) => {
    const connection = await running.connect();
    const refusal = [
      '-NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> A',
      'UTH <user> <pass> option can be used to authenticate the client and select the RESP protocol ',
      'version at the same time',
    ].join('');
    expect(await say(connection, 'HELLO', '3')).toBe(refusal);
    expect(await say(connection, 'HELLO')).toBe(refusal);
    expect(await say(connection, 'HELLO', '3', 'AUTH', 'default', 'no')).toBe(
      '-WRONGPASS invalid username-password pair or user is disabled.',
    );
    expect(await say(connection, 'HELLO', '3', 'AUTH', 'default', 'secret')).toMatch(/^%7 /);
    expect(await say(connection, 'GET', 'k')).toBe('_');
  }));
