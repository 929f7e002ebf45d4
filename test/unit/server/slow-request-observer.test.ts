import { expect, test } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import type { Client } from '../../../src/server/client.js';
import { LatencyMonitor } from '../../../src/server/latency-monitor.js';
import { SlowRequestObserver } from '../../../src/server/slow-request-observer.js';
import { Slowlog } from '../../../src/server/slowlog.js';
import { ManualClock } from '../../support/manual-clock.js';
import { argumentsOf } from '../../support/requests.js';

const table = new CommandTable(COMMANDS);
const CLIENT = {
  name: 'n',
  connection: { unixPath: '', remoteAddress: '10.0.0.1', remotePort: 9 },
} as unknown as Client;

function parts() {
  const slowlog = new Slowlog();
  const latency = new LatencyMonitor();
  const observer = new SlowRequestObserver(new ManualClock(5_000), slowlog, latency);
  return { slowlog, latency, observer };
}

test('it asks for the lower of the two thresholds', () => {
  const { slowlog, latency, observer } = parts();
  expect(observer.thresholdUs).toBe(10_000);
  latency.thresholdMs = 3;
  observer.refresh();
  expect(observer.thresholdUs).toBe(3000);
  slowlog.thresholdUs = 0;
  observer.refresh();
  expect(observer.thresholdUs).toBe(0);
  slowlog.thresholdUs = -1;
  latency.thresholdMs = 0;
  observer.refresh();
  expect(observer.thresholdUs).toBe(Number.POSITIVE_INFINITY);
});

test('fast commands and others are different events', () => {
  const { slowlog, latency, observer } = parts();
  latency.thresholdMs = 1;
  const args = argumentsOf('GET', 'k');
  observer.executed(CLIENT, table.byName('get')!, args, 12_000, 1);
  observer.executed(CLIENT, table.byName('lcs')!, args, 30_000, 1);
  expect(latency.latest().map(({ event, durationMs }) => [event, durationMs])).toEqual([
    ['fast-command', 12],
    ['command', 30],
  ]);
  expect(slowlog.newest(9).map(({ clientAddress }) => clientAddress)).toEqual([
    '10.0.0.1:9',
    '10.0.0.1:9',
  ]);
  expect(slowlog.newest(1)[0]).toMatchObject({ unixSeconds: 5, clientName: 'n' });
});
