import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

const FIELDS =
  'id addr laddr fd name age idle flags db sub psub ssub multi watch qbuf qbuf-free argv-mem ' +
  'multi-mem rbs rbp obl oll omem tot-mem events cmd user redir resp lib-name lib-ver';

test('the line has the fields of Redis 7.4 in their order', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    await say(connection, 'SELECT', '4');
    const reply = (await connection.call('CLIENT', 'INFO')).toString();
    expect(reply.endsWith('\n\r\n')).toBe(true);
    const words = (reply.split('\r\n')[1] as string).trimEnd().split(' ');
    expect(words.map((word) => word.split('=')[0]).join(' ')).toBe(FIELDS);
    const values = new Map(words.map((word) => word.split('=') as [string, string]));
    expect(values.get('addr')).toBe(`127.0.0.1:${connection.socket.localPort}`);
    expect(values.get('laddr')).toBe(`127.0.0.1:${running.port}`);
    expect(Number(values.get('fd'))).toBeGreaterThan(2);
    const plain = ['flags', 'db', 'cmd', 'user', 'resp', 'events', 'qbuf', 'argv-mem'];
    expect(plain.map((name) => values.get(name))).toEqual([
      'N',
      '4',
      'client|info',
      'default',
      '2',
      'r',
      '10',
      '10',
    ]);
  }));

test('in RESP 3 it is a verbatim text', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    await say(connection, 'HELLO', '3');
    expect(await say(connection, 'CLIENT', 'INFO')).toMatch(/^=\d+ txt:id=1 .* resp=3 /);
  }));
