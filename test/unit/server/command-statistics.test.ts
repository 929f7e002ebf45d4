import { describe, expect, it } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import { CommandStatistics } from '../../../src/server/command-statistics.js';
import { argumentsOf } from '../../support/requests.js';

const table = new CommandTable(COMMANDS);
const indexOf = (name: string): number => table.lookup(argumentsOf(name))?.index ?? -1;

describe('the statistics of commands', () => {
  it('have room for every command and subcommand', () => {
    const statistics = new CommandStatistics(table.withSubcommands());
    const indexes = [...table.withSubcommands()].map((command) => command.index);
    expect(Math.max(...indexes)).toBe(statistics.calls.length - 1);
    expect(new Set(indexes).size).toBe(indexes.length);
  });

  it('count executions and their time, several at once too', () => {
    const statistics = new CommandStatistics(table.withSubcommands());
    const get = indexOf('get');
    statistics.executed(get, 1, 3);
    statistics.executed(get, 9, 6);
    expect([statistics.calls[get], statistics.microseconds[get]]).toEqual([10, 9]);
    expect(statistics.totalCommands).toBe(10);
    expect(statistics.histograms[get]?.total).toBe(10);
    expect(statistics.histograms[get]?.countUpTo(1)).toBe(9);
    expect(statistics.histograms[indexOf('set')]).toBeNull();
  });

  it('keep no latencies where they are not wanted', () => {
    const statistics = new CommandStatistics(table.withSubcommands());
    statistics.isTrackingLatency = false;
    statistics.executed(0, 1, 3);
    expect([statistics.calls[0], statistics.histograms[0]]).toEqual([1, null]);
  });

  it('count errors by their first word', () => {
    const statistics = new CommandStatistics([]);
    for (const text of ['ERR a', 'ERR b', 'WRONGTYPE x y', 'NOAUTH']) statistics.errorReplied(text);
    expect([...statistics.errors]).toEqual([
      ['ERR', 2],
      ['WRONGTYPE', 1],
      ['NOAUTH', 1],
    ]);
    expect(statistics.totalErrors).toBe(4);
  });

  it('keep a bounded number of error codes, however many clients make up', () => {
    const statistics = new CommandStatistics([]);
    for (let i = 0; i < 1000; i++) statistics.errorReplied(`CODE${i} x`);
    statistics.errorReplied('CODE0 again');
    expect(statistics.errors.size).toBeLessThanOrEqual(129);
    expect(statistics.errors.get('CODE0')).toBe(2);
    const counted = [...statistics.errors.values()].reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(1001);
  });

  it('start afresh after a reset', () => {
    const statistics = new CommandStatistics(table.withSubcommands());
    statistics.executed(1, 1, 3);
    statistics.rejected[1] = 1;
    statistics.failed[1] = 1;
    statistics.errorReplied('ERR x');
    statistics.reset();
    const { calls, microseconds, rejected, failed, histograms, errors } = statistics;
    const counts = [calls[1], microseconds[1], rejected[1], failed[1], histograms[1], errors.size];
    expect(counts).toEqual([0, 0, 0, 0, null, 0]);
    expect([statistics.totalErrors, statistics.totalCommands]).toEqual([0, 0]);
  });
});
