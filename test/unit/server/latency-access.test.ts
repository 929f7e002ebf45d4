import { expect, test } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import { CommandStatistics } from '../../../src/server/command-statistics.js';
import { LatencyAccess } from '../../../src/server/latency-access.js';
import { LatencyMonitor } from '../../../src/server/latency-monitor.js';
import { Slowlog } from '../../../src/server/slowlog.js';
import { ManualClock } from '../../support/manual-clock.js';

const table = new CommandTable(COMMANDS);
const get = table.byName('get')!;

function access(): { statistics: CommandStatistics; latency: LatencyAccess } {
  const statistics = new CommandStatistics(table.withSubcommands());
  const latency = new LatencyAccess({
    clock: new ManualClock(1000),
    monitor: new LatencyMonitor(),
    slowlog: new Slowlog(),
    statistics,
  });
  return { statistics, latency };
}

test('a command that was never executed has no distribution', () => {
  expect(access().latency.distribution(get)).toBeNull();
});

test('bounds are powers of two, counts cumulative, and none is repeated', () => {
  const { statistics, latency } = access();
  for (const durationUs of [0.5, 0.9, 3, 3, 3, 60, 5000]) {
    statistics.executed(get.index, 1, durationUs);
  }
  expect(latency.distribution(get)).toEqual({
    name: 'get',
    calls: 7,
    cumulative: [
      [1, 2],
      [4, 5],
      [66, 6],
      [8454, 7],
    ],
  });
});

test('what is longer than every bound counts in the last', () => {
  const { statistics, latency } = access();
  statistics.executed(get.index, 1, 3_600_000_000);
  const counts = latency.distribution(get)?.cumulative ?? [];
  expect(counts.at(-1)?.[1]).toBe(1);
});

test('the report takes the thresholds of the slow log into account', () => {
  expect(access().latency.report()).toContain('off');
});
