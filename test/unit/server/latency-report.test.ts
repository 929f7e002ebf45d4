import { expect, test } from 'vitest';
import { type LatencyEvent, LatencyMonitor } from '../../../src/server/latency-monitor.js';
import { latencyReport } from '../../../src/server/latency-report.js';

const SETTINGS = { slowlogThresholdUs: 10_000 };

function monitorWith(...events: LatencyEvent[]): LatencyMonitor {
  const monitor = new LatencyMonitor();
  monitor.thresholdMs = 10;
  for (const event of events) {
    monitor.add(event, 20, 100);
    monitor.add(event, 40, 110);
  }
  return monitor;
}

test('a monitor that is off says how to turn it on', () => {
  expect(latencyReport(new LatencyMonitor(), SETTINGS, 0)).toContain(
    'CONFIG SET latency-monitor-threshold',
  );
});

test('no event is good news', () => {
  expect(latencyReport(monitorWith(), SETTINGS, 0)).toContain('No event has taken 10 ms');
});

test('figures are means over the samples', () => {
  expect(latencyReport(monitorWith('command'), SETTINGS, 120)).toContain(
    '1. command: 2 latency spikes (average 30ms, mean deviation 10ms, period 10.00 sec). ' +
      'Worst all time event 40ms.',
  );
});

test('the advice fits the events and the settings', () => {
  const advice = (slowlogThresholdUs: number, ...events: LatencyEvent[]): string =>
    latencyReport(monitorWith(...events), { slowlogThresholdUs }, 120);
  expect(advice(10_000, 'command')).not.toContain('slowlog-log-slower-than');
  expect(advice(10_001, 'command')).toContain('slowlog-log-slower-than 10000');
  expect(advice(-1, 'command')).toContain('slowlog-log-slower-than 10000');
  expect(advice(0, 'fast-command')).toContain('INFO eventloop');
  expect(advice(0, 'expire-cycle')).toContain('active-expire-effort');
});
