import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('names of libraries are checked like those of clients', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'SETINFO', 'LIB-NAME', 'lib'], '+OK'],
      [['client', 'setinfo', 'lib-ver', '1.2.3'], '+OK'],
      [
        ['CLIENT', 'SETINFO', 'LIB-NAME', 'two words'],
        '-ERR LIB-NAME cannot contain spaces, newlines or special characters.',
      ],
      [
        ['CLIENT', 'SETINFO', 'lib-ver', '1\n2'],
        '-ERR lib-ver cannot contain spaces, newlines or special characters.',
      ],
      [['CLIENT', 'SETINFO', 'FOO', 'x'], "-ERR Unrecognized option 'FOO'"],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('they show in CLIENT INFO and outlive RESET', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    await say(connection, 'CLIENT', 'SETINFO', 'LIB-NAME', 'lib');
    await say(connection, 'CLIENT', 'SETINFO', 'LIB-VER', '1.2.3');
    await say(connection, 'RESET');
    expect(await say(connection, 'CLIENT', 'INFO')).toMatch(/ lib-name=lib lib-ver=1\.2\.3$/);
  }));
