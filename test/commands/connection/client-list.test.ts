import { expect, test } from 'vitest';
import { decodeReply, textOf } from '../../support/reply-tree.js';
import type { Argument, RespConnection } from '../../support/resp-connection.js';
import { eventually, idOf, say, withServer } from '../../support/running-server.js';

async function listed(connection: RespConnection, ...filter: Argument[]): Promise<string[]> {
  const text = textOf(decodeReply(await connection.call('CLIENT', 'LIST', ...filter)));
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return [...text.matchAll(/^id=(\d+) /gm)].map((match) => match[1] as string);
}

test('clients are listed in the order in which they came, or as asked for', () =>
  withServer({}, async (running) => {
    const first = await running.connect();
    await first.call('PING');
    for (let i = 0; i < 3; i++) await (await running.connect()).call('PING');
    expect(await listed(first)).toEqual(['1', '2', '3', '4']);
    expect(await listed(first, 'TYPE', 'normal')).toEqual(['1', '2', '3', '4']);
    for (const type of ['pubsub', 'master', 'replica', 'SLAVE']) {
      expect(await listed(first, 'TYPE', type)).toEqual([]);
    }
    expect(await listed(first, 'ID', '3', '99', '0', '1', '3')).toEqual(['3', '1', '3']);
  }));

test('malformed filters are refused', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    expect(await say(connection, 'CLIENT', 'LIST', 'FOO')).toBe('-ERR syntax error');
    expect(await say(connection, 'CLIENT', 'LIST', 'ID')).toBe('-ERR syntax error');
    expect(await say(connection, 'CLIENT', 'LIST', 'ID', 'x')).toBe('-ERR Invalid client ID');
    expect(await say(connection, 'CLIENT', 'LIST', 'TYPE', 'foo')).toBe(
      "-ERR Unknown client type 'foo'",
    );
    expect(await say(connection, 'CLIENT', 'LIST', 'TYPE', 'normal', 'ID', '1')).toBe(
      '-ERR syntax error',
    );
  }));

test('bytes that wait are counted: a request that is not complete, replies that are not read', () =>
  withServer({}, async (running) => {
    const asker = await running.connect();
    const other = await running.connect();
    const id = await idOf(other);
    other.write('*2\r\n$3\r\nGET\r\n$100\r\nabc');
    await eventually(async () => (await running.properties(asker, id)).get('qbuf') === '22');
    other.write('x'.repeat(97));
    other.write('\r\n');
    await other.nextFrame();
    await asker.call('SET', 'k', 'v'.repeat(1_000_000));
    other.socket.pause();
    for (let i = 0; i < 20; i++) other.send('GET', 'k');
    await eventually(
      async () => Number((await running.properties(asker, id)).get('omem')) > 10_000_000,
    );
    const properties = await running.properties(asker, id);
    expect(Number(properties.get('oll'))).toBeGreaterThan(10);
    expect(Number(properties.get('obl'))).toBeGreaterThan(0);
    expect(Number(properties.get('tot-mem'))).toBeLessThan(2_000_000);
    expect(properties.get('events')).toBe('rw');
    other.socket.resume();
    for (let i = 0; i < 20; i++) expect((await other.nextFrame()).length).toBe(1_000_012);
    expect((await running.properties(asker, id)).get('omem')).toBe('0');
  }));
