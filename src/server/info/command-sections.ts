/** INFO commandstats, errorstats and latencystats: a field for each command or error code seen. */
import type { Command } from '../../commands/define-command.js';
import type { CommandStatistics } from '../command-statistics.js';
import type { InfoField } from './info-section.js';

/** Calls, time and failures of each command that was called or refused. */
export function commandStatsFields(
  commands: Iterable<Command>,
  statistics: CommandStatistics,
): InfoField[] {
  const fields: InfoField[] = [];
  for (const { index, fullName } of commands) {
    const calls = statistics.calls[index];
    const rejected = statistics.rejected[index];
    const failed = statistics.failed[index];
    if (calls + rejected + failed === 0) continue;
    const usec = Math.round(statistics.microseconds[index]);
    const perCall = calls === 0 ? '0.00' : (statistics.microseconds[index] / calls).toFixed(2);
    fields.push([
      `cmdstat_${fullName}`,
      `calls=${calls},usec=${usec},usec_per_call=${perCall},` +
        `rejected_calls=${rejected},failed_calls=${failed}`,
    ]);
  }
  return fields;
}

/** How often each error code was replied. */
export function errorStatsFields(statistics: CommandStatistics): InfoField[] {
  return [...statistics.errors].map(([code, count]) => [`errorstat_${code}`, `count=${count}`]);
}

/** Percentiles of each command's durations in µs. */
export function latencyStatsFields(
  commands: Iterable<Command>,
  statistics: CommandStatistics,
  percentiles: readonly number[],
): InfoField[] {
  const fields: InfoField[] = [];
  for (const { index, fullName } of commands) {
    const histogram = statistics.histograms[index];
    if (histogram === null || histogram === undefined || histogram.total === 0) continue;
    const values = percentiles.map(
      (percent) => `p${percent}=${histogram.percentileUs(percent).toFixed(3)}`,
    );
    fields.push([`latency_percentiles_usec_${fullName}`, values.join(',')]);
  }
  return fields;
}
