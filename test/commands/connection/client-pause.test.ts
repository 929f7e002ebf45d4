import { expect, test } from 'vitest';
import { eventually, say, shown, withServer } from '../../support/running-server.js';

test('ALL holds every request until the time is over', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    const started = performance.now();
    expect(await say(a, 'CLIENT', 'PAUSE', '150')).toBe('+OK');
    const replies = await Promise.all([say(b, 'PING'), say(a, 'CLIENT', 'UNPAUSE')]);
    expect(replies).toEqual(['+PONG', '+OK']);
    expect(performance.now() - started).toBeGreaterThan(145);
    expect(running.server.clients.blockedCount).toBe(0);
  }));

test('WRITE holds writes, what follows them, and nothing else', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    expect(await say(a, 'CLIENT', 'PAUSE', '60000', 'WRITE')).toBe('+OK');
    expect(await say(b, 'GET', 'k')).toBe('$-1');
    b.write('SET k v\r\nGET k\r\n');
    await eventually(() => running.server.clients.blockedCount === 1);
    b.write('PING\r\n');
    expect(await say(a, 'GET', 'k')).toBe('$-1');
    expect(await say(a, 'CLIENT', 'LIST', 'ID', '2')).toMatch(/ flags=b /);
    expect(await say(a, 'CLIENT', 'UNBLOCK', '2')).toBe(':0');
    expect(await say(a, 'CLIENT', 'UNPAUSE')).toBe('+OK');
    const replies = [await b.nextFrame(), await b.nextFrame(), await b.nextFrame()];
    expect(replies.map(shown)).toEqual(['+OK', '$1 v', '+PONG']);
  }));

test('a large request and much behind it wait and are executed once', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    await say(a, 'CLIENT', 'PAUSE', '60000', 'WRITE');
    const value = 'x'.repeat(300_000);
    b.send('SET', 'k', value);
    for (let i = 0; i < 300; i++) {
      b.send('SET', 'short', 'y'.repeat(1000));
      b.send('INCR', 'n');
    }
    await eventually(() => running.server.clients.blockedCount === 1);
    await say(a, 'CLIENT', 'UNPAUSE');
    expect(shown(await b.nextFrame())).toBe('+OK');
    for (let i = 1; i <= 300; i++) {
      expect(shown(await b.nextFrame())).toBe('+OK');
      expect(shown(await b.nextFrame())).toBe(`:${i}`);
    }
    expect((await a.call('GET', 'k')).length).toBe('$300000\r\n\r\n'.length + value.length);
  }));

test('one that goes away or is killed while it waits is forgotten', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    const b = await running.connect();
    const c = await running.connect();
    await say(a, 'CLIENT', 'PAUSE', '60000', 'WRITE');
    for (const connection of [b, c]) connection.send('SET', 'k', 'x'.repeat(100_000));
    await eventually(() => running.server.clients.blockedCount === 2);
    b.socket.destroy();
    await eventually(() => running.server.clients.blockedCount === 1);
    expect(await say(a, 'CLIENT', 'KILL', 'TYPE', 'normal')).toBe(':1');
    await c.closed;
    expect(await say(a, 'CLIENT', 'UNPAUSE')).toBe('+OK');
    expect(await say(a, 'GET', 'k')).toBe('$-1');
  }));

test.each([
  [['abc'], '-ERR timeout is not an integer or out of range'],
  [['1.5'], '-ERR timeout is not an integer or out of range'],
  [['-1'], '-ERR timeout is negative'],
  [['0', 'FOO'], '-ERR CLIENT PAUSE mode must be WRITE or ALL'],
  [
    ['1', 'ALL', 'x'],
    "-ERR unknown subcommand or wrong number of arguments for 'PAUSE'. Try CLIENT HELP.",
  ],
])('CLIENT PAUSE %j is refused', (rest, reply) =>
  withServer({}, async (running) => {
    expect(await say(await running.connect(), 'CLIENT', 'PAUSE', ...rest)).toBe(reply);
  }),
);
