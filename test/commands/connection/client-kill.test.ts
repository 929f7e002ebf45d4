import { expect, test } from 'vitest';
import { idOf, say, withServer } from '../../support/running-server.js';

const NONE = '-ERR No such client';

test('the old form takes an address, that of the caller included', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    await b.call('PING');
    expect(await say(a, 'CLIENT', 'KILL', '1.2.3.4:5')).toBe(NONE);
    expect(await say(a, 'CLIENT', 'KILL', `127.0.0.1:${b.socket.localPort}`)).toBe('+OK');
    await b.closed;
    expect(await say(a, 'CLIENT', 'KILL', `127.0.0.1:${a.socket.localPort}`)).toBe('+OK');
    await a.closed;
  }));

test('filters must all be met, and the caller is spared unless it says otherwise', () =>
  withServer({}, async (running) => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => running.connect()));
    const id = await idOf(b!);
    const local = `127.0.0.1:${running.port}`;
    expect(await say(a!, 'CLIENT', 'KILL', 'ID', id, 'TYPE', 'pubsub')).toBe(':0');
    expect(await say(a!, 'CLIENT', 'KILL', 'ID', id, 'LADDR', 'x')).toBe(':0');
    expect(await say(a!, 'CLIENT', 'KILL', 'ID', id, 'MAXAGE', '1000')).toBe(':0');
    expect(await say(a!, 'CLIENT', 'KILL', 'id', id, 'user', 'default', 'laddr', local)).toBe(':1');
    await b!.closed;
    expect(await say(a!, 'CLIENT', 'LIST', 'ID', id)).toBe('$0');
    expect(await say(a!, 'CLIENT', 'KILL', 'ADDR', `127.0.0.1:${c!.socket.localPort}`)).toBe(':1');
    await c!.closed;
    expect(await say(a!, 'CLIENT', 'KILL', 'TYPE', 'normal')).toBe(':0');
    expect(await say(a!, 'CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no')).toBe(':1');
    await a!.closed;
  }));

test('one who kills itself gets its replies, and what it sent after that is not executed', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    const id = await idOf(a);
    a.write(`PING\r\nCLIENT KILL ID ${id} SKIPME no\r\nSET k v\r\n`);
    expect((await a.nextFrame()).toString()).toBe('+PONG\r\n');
    expect((await a.nextFrame()).toString()).toBe(':1\r\n');
    await a.closed;
    expect(await say(b, 'GET', 'k')).toBe('$-1');
  }));

test.each([
  [['ID', '0'], '-ERR client-id should be greater than 0'],
  [['ID', 'abc'], '-ERR client-id should be greater than 0'],
  [['MAXAGE', '0'], '-ERR maxage should be greater than 0'],
  [['MAXAGE', 'x'], '-ERR maxage is not an integer or out of range'],
  [['TYPE', 'foo'], "-ERR Unknown client type 'foo'"],
  [['USER', 'nobody'], "-ERR No such user 'nobody'"],
  [['SKIPME', 'maybe'], '-ERR syntax error'],
  [['FOO', 'bar'], '-ERR syntax error'],
  [['ID', '99', 'TYPE'], '-ERR syntax error'],
  [['ID'], NONE],
])('CLIENT KILL %j is refused', (filter, reply) =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    expect(await say(connection, 'CLIENT', 'KILL', ...filter)).toBe(reply);
    expect(await say(connection, 'PING')).toBe('+PONG');
  }),
);
