import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('names are printable and without blanks', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'SETNAME', 'a-b!~'], '+OK'],
      [
        ['CLIENT', 'SETNAME', 'a b'],
        '-ERR Client names cannot contain spaces, newlines or special characters.',
      ],
      [
        ['CLIENT', 'SETNAME', 'a\nb'],
        '-ERR Client names cannot contain spaces, newlines or special characters.',
      ],
      [
        ['CLIENT', 'SETNAME', 'é'],
        '-ERR Client names cannot contain spaces, newlines or special characters.',
      ],
      [['CLIENT', 'GETNAME'], '$5 a-b!~'],
      [['CLIENT', 'SETNAME', ''], '+OK'],
      [['CLIENT', 'GETNAME'], '$-1'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));
