import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

const NO_PASSWORD =
  '-ERR AUTH <password> called without any password configured for the default user. ' +
  'Are you sure your configuration is correct?';

test('without a password every password is right, but AUTH with one argument makes no sense', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['AUTH'], "-ERR wrong number of arguments for 'auth' command"],
      [['AUTH', 'x'], NO_PASSWORD],
      [['AUTH', 'default', 'x'], '+OK'],
      [['AUTH', 'nobody', 'x'], '-WRONGPASS invalid username-password pair or user is disabled.'],
      [['AUTH', 'a', 'b', 'c'], '-ERR syntax error'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('a password is asked for, and RESET forgets that it was given', () =>
  withServer({ settings: { requirepass: 'secret' } }, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['GET', 'k'], '-NOAUTH Authentication required.'],
      [['PING'], '-NOAUTH Authentication required.'],
      [['NOSUCH'], "-ERR unknown command 'NOSUCH', with args beginning with:"],
      [['GET'], "-ERR wrong number of arguments for 'get' command"],
      [['AUTH', 'secre'], '-WRONGPASS invalid username-password pair or user is disabled.'],
      [['AUTH', 'secret '], '-WRONGPASS invalid username-password pair or user is disabled.'],
      [
        ['AUTH', 'nobody', 'secret'],
        '-WRONGPASS invalid username-password pair or user is disabled.',
      ],
      [['GET', 'k'], '-NOAUTH Authentication required.'],
      [['AUTH', 'secret'], '+OK'],
      [['GET', 'k'], '$-1'],
      [['RESET'], '+RESET'],
      [['GET', 'k'], '-NOAUTH Authentication required.'],
      [['AUTH', 'default', 'secret'], '+OK'],
      [['PING'], '+PONG'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
    expect(running.server.serverStatistics.authenticationFailures).toBe(3);
  }));

test('a client that connected before there was a password stays in', () =>
  withServer({}, async (running) => {
    const early = await running.connect();
    expect(await say(early, 'PING')).toBe('+PONG');
    running.settings.requirepass = 'secret';
    const late = await running.connect();
    expect(await say(early, 'PING')).toBe('+PONG');
    expect(await say(late, 'PING')).toBe('-NOAUTH Authentication required.');
    running.settings.requirepass = '';
    expect(await say(late, 'PING')).toBe('+PONG');
  }));

test('before AUTH a request may have ten arguments of 16 KiB', () =>
  withServer({ settings: { requirepass: 'secret' } }, async (running) => {
    const ten = ['MSET', ...'abcdefghi'];
    const first = await running.connect();
    expect(await say(first, ...ten)).toBe('-NOAUTH Authentication required.');
    expect(await say(first, 'GET', 'x'.repeat(16_384))).toBe('-NOAUTH Authentication required.');
    expect(await say(first, 'GET', 'x'.repeat(16_385))).toBe(
      '-ERR Protocol error: unauthenticated bulk length',
    );
    await first.closed;
    const second = await running.connect();
    expect(await say(second, ...ten, 'k')).toBe(
      '-ERR Protocol error: unauthenticated multibulk length',
    );
    await second.closed;
    const third = await running.connect();
    expect(await say(third, 'AUTH', 'secret')).toBe('+OK');
    expect(await say(third, ...ten, 'k')).toBe('+OK');
    expect(await say(third, 'GET', 'x'.repeat(40_000))).toBe('$-1');
  }));
