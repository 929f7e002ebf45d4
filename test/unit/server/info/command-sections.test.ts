import { expect, test } from 'vitest';
import { CommandTable } from '../../../../src/commands/command-table.js';
import { COMMANDS } from '../../../../src/commands/index.js';
import { CommandStatistics } from '../../../../src/server/command-statistics.js';
import {
  commandStatsFields,
  errorStatsFields,
  latencyStatsFields,
} from '../../../../src/server/info/command-sections.js';

const table = new CommandTable(COMMANDS);
const get = table.byName('get')!;
const configGet = table.byName('config|get')!;

test('commands that were called or refused have a line', () => {
  const statistics = new CommandStatistics(table.withSubcommands());
  statistics.executed(get.index, 3, 10);
  statistics.failed[get.index] = 1;
  statistics.rejected[configGet.index] = 2;
  const fields = commandStatsFields(table.withSubcommands(), statistics);
  expect(Object.fromEntries(fields)).toEqual({
    cmdstat_get: 'calls=3,usec=10,usec_per_call=3.33,rejected_calls=0,failed_calls=1',
    'cmdstat_config|get': 'calls=0,usec=0,usec_per_call=0.00,rejected_calls=2,failed_calls=0',
  });
});

test('errors are counted by their code', () => {
  const statistics = new CommandStatistics(table.withSubcommands());
  for (const text of ['ERR a', 'ERR b', 'WRONGTYPE c']) statistics.errorReplied(text);
  expect(errorStatsFields(statistics)).toEqual([
    ['errorstat_ERR', 'count=2'],
    ['errorstat_WRONGTYPE', 'count=1'],
  ]);
});

test('percentiles are those asked for', () => {
  const statistics = new CommandStatistics(table.withSubcommands());
  for (let i = 0; i < 99; i++) statistics.executed(get.index, 1, 10);
  statistics.executed(get.index, 1, 1000);
  const [field] = latencyStatsFields(table.withSubcommands(), statistics, [50, 99.9]);
  expect(field?.[0]).toBe('latency_percentiles_usec_get');
  const [, median, high] = /^p50=([\d.]+),p99\.9=([\d.]+)$/.exec(String(field?.[1])) ?? [];
  expect(Math.abs(Number(median) - 10)).toBeLessThan(0.5);
  expect(Math.abs(Number(high) - 1000)).toBeLessThan(50);
  expect(latencyStatsFields(table.withSubcommands(), statistics, [])).toHaveLength(1);
});
