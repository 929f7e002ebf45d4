import { expect, test } from 'vitest';
import { say, shown, withServer } from '../../support/running-server.js';

/** A line with its time and port taken out, after they were checked. */
function masked(line: string): string {
  expect(line).toMatch(/^\+\d{10}\.\d{6} \[\d+ 127\.0\.0\.1:\d+\] "/);
  return line.replace(/^\+\S+ \[(\d+) \S+\]/, '[$1]');
}

test('executed requests are shown as they came, but for secrets and what admins do', () =>
  withServer({}, async (running) => {
    const watcher = await running.connect();
    const other = await running.connect();
    expect(await say(watcher, 'MONITOR')).toBe('+OK');
    const odd = Buffer.from('a"b\\c\n\r\t\x07\b\x00\xff', 'latin1');
    await other.call('SET', 'k', odd);
    await other.call('get', 'k');
    await other.call('NOSUCH', 'x');
    await other.call('GET');
    await other.call('SELECT', 2);
    await other.call('AUTH', 'default', 'secret');
    await other.call('HELLO', '2', 'AUTH', 'default', 'secret', 'SETNAME', 'me');
    await other.call('CLIENT', 'LIST');
    await other.call('SET', 'k', 'x'.repeat(100_000));
    await other.call('PING');
    const lines: string[] = [];
    for (let i = 0; i < 7; i++) lines.push(masked(shown(await watcher.nextFrame())));
    expect(lines).toEqual([
      '[0] "SET" "k" "a\\"b\\\\c\\n\\r\\t\\a\\b\\x00\\xff"',
      '[0] "get" "k"',
      '[2] "SELECT" "2"',
      '[2] "AUTH" "(redacted)" "(redacted)"',
      '[2] "HELLO" "2" "AUTH" "(redacted)" "(redacted)" "SETNAME" "me"',
      `[2] "SET" "k" "${'x'.repeat(100_000)}"`,
      '[2] "PING"',
    ]);
  }));

test('a monitor sees its own requests behind their replies, and has no business with keys', () =>
  withServer({}, async (running) => {
    const watcher = await running.connect();
    watcher.write('MONITOR\r\nECHO a\r\nMONITOR\r\nGET k\r\nSET k v\r\nQUIT\r\n');
    const frames: string[] = [];
    while (!watcher.isClosed && frames.length < 9) {
      const frame = await watcher.nextFrame().catch(() => null);
      if (frame === null) break;
      frames.push(shown(frame).replace(/^\+\d+\S+ \[\S+ \S+\]/, 'line'));
    }
    expect(frames).toEqual([
      '+OK',
      '$1 a',
      'line "ECHO" "a"',
      "-ERR Replica can't interact with the keyspace",
      "-ERR Replica can't interact with the keyspace",
      '+OK',
    ]);
    await watcher.closed;
    expect(running.server.clients.monitors.count).toBe(0);
  }));

test('monitors show in CLIENT LIST and are not paused', () =>
  withServer({}, async (running) => {
    const watcher = await running.connect();
    const other = await running.connect();
    await watcher.call('MONITOR');
    expect(await say(other, 'CLIENT', 'LIST', 'ID', '1')).toMatch(/ flags=O /);
    await other.call('CLIENT', 'PAUSE', '60000');
    expect(await say(watcher, 'ECHO', 'a')).toBe('$1 a');
  }));
