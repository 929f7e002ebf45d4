/**
 * LATENCY DOCTOR: what the latency monitor saw, in sentences, with advice that follows from the
 * figures and from the settings.
 */
import type { LatencySample } from '../commands/latency-port.js';
import type { LatencyMonitor } from './latency-monitor.js';

/** What the advice depends on beside the samples. */
export interface ReportSettings {
  readonly slowlogThresholdUs: number;
}

interface Spikes {
  readonly event: string;
  readonly count: number;
  readonly averageMs: number;
  readonly deviationMs: number;
  /** Mean time between two spikes. */
  readonly periodSeconds: number;
  readonly maxMs: number;
}

const US_PER_MS = 1000;

/** `nowSeconds`: seconds since 1970. */
export function latencyReport(
  monitor: LatencyMonitor,
  settings: ReportSettings,
  nowSeconds: number,
): string {
  if (monitor.thresholdMs === 0) {
    return (
      'Latency monitoring is off: nothing has been measured. ' +
      'CONFIG SET latency-monitor-threshold <milliseconds> turns it on.\n'
    );
  }
  const events = monitor.eventNames;
  if (events.length === 0) {
    return `No event has taken ${monitor.thresholdMs} ms or more since the monitor was reset.\n`;
  }
  const spikes = events.map((event) => spikesOf(monitor, event, nowSeconds));
  const lines = spikes.map((one, index) => `${index + 1}. ${sentence(one)}`);
  const advice = adviceFor(monitor, settings, spikes);
  return [
    `Events that took ${monitor.thresholdMs} ms or more:`,
    '',
    ...lines,
    '',
    'What to look at:',
    '',
    ...advice.map((line) => `- ${line}`),
    '',
  ].join('\n');
}

function spikesOf(monitor: LatencyMonitor, event: string, nowSeconds: number): Spikes {
  const samples = monitor.history(event);
  const count = samples.length;
  const averageMs = mean(samples, ({ durationMs }) => durationMs);
  const deviationMs = mean(samples, ({ durationMs }) => Math.abs(durationMs - averageMs));
  const first = samples[0]?.unixSeconds ?? nowSeconds;
  const periodSeconds = Math.max(1, nowSeconds - first) / count;
  return { event, count, averageMs, deviationMs, periodSeconds, maxMs: monitor.maxMs(event) };
}

function mean(samples: readonly LatencySample[], of: (sample: LatencySample) => number): number {
  return samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
}

function sentence(one: Spikes): string {
  return (
    `${one.event}: ${one.count} latency spikes (average ${Math.round(one.averageMs)}ms, ` +
    `mean deviation ${Math.round(one.deviationMs)}ms, ` +
    `period ${one.periodSeconds.toFixed(2)} sec). Worst all time event ${one.maxMs}ms.`
  );
}

function adviceFor(
  monitor: LatencyMonitor,
  settings: ReportSettings,
  spikes: readonly Spikes[],
): string[] {
  const advice: string[] = [];
  const has = (event: string): boolean => spikes.some((one) => one.event === event);
  if (has('command')) {
    const thresholdUs = monitor.thresholdMs * US_PER_MS;
    const { slowlogThresholdUs } = settings;
    if (slowlogThresholdUs < 0 || slowlogThresholdUs > thresholdUs) {
      advice.push(
        'The slow log misses some of these commands: ' +
          `CONFIG SET slowlog-log-slower-than ${thresholdUs} makes it note them all.`,
      );
    }
    advice.push('SLOWLOG GET shows which commands were slow, with their arguments.');
    advice.push('UNLINK instead of DEL frees large values in slices.');
  }
  if (has('fast-command')) {
    advice.push(
      'Commands that do little work were slow: the process was waiting for something else. ' +
        'INFO eventloop shows delays of the event loop and garbage collections; check the load ' +
        'of the machine and whether it swaps.',
    );
  }
  if (has('expire-cycle') || has('expire-del')) {
    advice.push(
      'Many keys expire at once: spread their times, or lower active-expire-effort. ' +
        'MEMORY HEAP TOP shows which prefixes hold them.',
    );
  }
  return advice;
}
