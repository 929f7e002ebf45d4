import { expect, test } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import type { Client } from '../../../src/server/client.js';
import { MonitorFeed } from '../../../src/server/monitor-feed.js';
import { ManualClock } from '../../support/manual-clock.js';
import { argumentsOf } from '../../support/requests.js';

const table = new CommandTable(COMMANDS);

function clientAt(unixPath: string, received: string[]): Client {
  const connection = { unixPath, remoteAddress: '1.2.3.4', remotePort: 5 };
  const send = (bytes: Uint8Array): unknown => received.push(Buffer.from(bytes).toString('latin1'));
  return { connection, dbNumber: 7, send } as unknown as Client;
}

test('a line has the time, the database, the address and the quoted arguments', () => {
  const clock = new ManualClock(1_700_000_000_000);
  clock.advanceUs(42);
  const feed = new MonitorFeed(clock);
  const received: string[] = [];
  const watcher = clientAt('', received);
  feed.add(watcher);
  feed.add(clientAt('', received));
  expect(feed.count).toBe(2);
  const args = argumentsOf('GET', Uint8Array.of(0, 34));
  feed.feed(clientAt('', []), table.byName('get')!, args);
  feed.remove(watcher);
  args.redact(1);
  feed.feed(clientAt('/tmp/s', []), table.byName('get')!, args);
  expect(received).toEqual([
    '+1700000000.000042 [7 1.2.3.4:5] "GET" "\\x00\\""\r\n',
    '+1700000000.000042 [7 1.2.3.4:5] "GET" "\\x00\\""\r\n',
    '+1700000000.000042 [7 unix:/tmp/s] "GET" "(redacted)"\r\n',
  ]);
});

test('commands of administrators are not shown', () => {
  const feed = new MonitorFeed(new ManualClock());
  const received: string[] = [];
  feed.add(clientAt('', received));
  feed.feed(clientAt('', []), table.byName('monitor')!, argumentsOf('MONITOR'));
  expect(received).toEqual([]);
});
