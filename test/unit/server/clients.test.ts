import { expect, test } from 'vitest';
import { RawConnection } from '../../support/raw-connection.js';
import { encodeCommand } from '../../support/resp-connection.js';
import { eventually, idOf, say, withServer } from '../../support/running-server.js';

test('one connection too many is told so and closed', () =>
  withServer({ settings: { maxclients: 2 } }, async (running) => {
    const first = await running.connect();
    await first.call('PING');
    const second = await running.connect();
    await second.call('PING');
    const third = await RawConnection.open(running.port);
    expect(await third.untilClosed(3000)).toBe(true);
    expect(third.received.toString()).toBe('-ERR max number of clients reached\r\n');
    const { serverStatistics, clients } = running.server;
    expect(serverStatistics.connectionsRejected).toBe(1);
    expect(serverStatistics.connectionsReceived).toBe(2);
    await second.close();
    await eventually(() => clients.count === 1);
    expect(await say(await running.connect(), 'PING')).toBe('+PONG');
  }));

test('idle clients are closed, but not monitors and not those that are busy', () =>
  withServer({ settings: { timeoutSeconds: 1 } }, async (running) => {
    const busy = await running.connect();
    const watcher = await running.connect();
    await watcher.call('MONITOR');
    const idle = await running.connect();
    await idle.call('PING');
    await eventually(async () => {
      await busy.call('CLIENT', 'ID');
      return idle.isClosed;
    }, 8000);
    expect(watcher.isClosed).toBe(false);
    expect(running.server.serverStatistics.idleDisconnections).toBe(1);
    expect(running.log).toContain('verbose: Closing idle client');
  }));

test('who lets more replies wait than the hard limit allows is closed', () =>
  withServer({}, async (running) => {
    const asker = await running.connect();
    await asker.call('SET', 'k', 'x'.repeat(1_000_000));
    running.settings.outputLimits.normal.hardBytes = 5_000_000;
    const slow = await running.connect();
    await slow.call('PING');
    slow.socket.pause();
    slow.write(Buffer.concat(Array.from({ length: 50 }, () => encodeCommand(['GET', 'k']))));
    await eventually(() => running.server.clients.count === 1);
    expect(running.server.serverStatistics.outputLimitDisconnections).toBe(1);
    expect(running.log.join('\n')).toMatch(/warning: Client id=2 .* output buffer limits\./);
    expect(await say(asker, 'SET', 'k', 'short')).toBe('+OK');
  }));

test('the soft limit closes a client that sends nothing more', () =>
  withServer({}, async (running) => {
    const asker = await running.connect();
    await asker.call('SET', 'k', 'x'.repeat(1_000_000));
    Object.assign(running.settings.outputLimits.normal, { softBytes: 1_000_000, softSeconds: 1 });
    const slow = await running.connect();
    slow.socket.pause();
    slow.write(Buffer.concat(Array.from({ length: 20 }, () => encodeCommand(['GET', 'k']))));
    await eventually(() => running.server.clients.count === 2);
    await eventually(() => running.server.clients.count === 1, 8000);
    expect(running.server.serverStatistics.outputLimitDisconnections).toBe(1);
  }));

test('a request longer than the query buffer limit costs the connection and no memory', () =>
  withServer({ settings: { queryBytesMax: 1_000_000 } }, async (running) => {
    const connection = await RawConnection.open(running.port);
    connection.write(encodeCommand(['SET', 'k', 'x'.repeat(900_000)]));
    await connection.until(() => connection.received.toString() === '+OK\r\n', 3000);
    connection.write(encodeCommand(['SET', 'k', 'x'.repeat(1_100_000)]));
    expect(await connection.untilClosed(3000)).toBe(true);
    expect(running.server.serverStatistics.queryLimitDisconnections).toBe(1);
    expect(running.log.join('\n')).toMatch(/warning: Closing client that reached max query buffer/);
  }));

test.each(['POST / HTTP/1.1\r\n', 'Host: localhost\r\n', 'PING\r\nPoSt x\r\nSET k v\r\n'])(
  'an HTTP request cuts the connection: %j',
  (text) =>
    withServer({}, async (running) => {
      const connection = await RawConnection.open(running.port);
      connection.write(text);
      expect(await connection.untilClosed(3000)).toBe(true);
      expect(connection.received.toString()).toBe('');
      expect(running.log.join('\n')).toMatch(/warning: Possible SECURITY ATTACK detected/);
      expect(await say(await running.connect(), 'GET', 'k')).toBe('$-1');
    }),
);

test('clients that are killed are gone at once', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    const id = await idOf(b);
    const replies = await a.pipeline([
      ['CLIENT', 'KILL', 'ID', id],
      ['CLIENT', 'LIST', 'ID', id],
    ]);
    expect(replies.map(String)).toEqual([':1\r\n', '$0\r\n\r\n']);
  }));
