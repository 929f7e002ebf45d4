import { expect, test } from 'vitest';
import { LatencyMonitor } from '../../../src/server/latency-monitor.js';

function monitor(thresholdMs: number): LatencyMonitor {
  const fresh = new LatencyMonitor();
  fresh.thresholdMs = thresholdMs;
  return fresh;
}

test('a threshold of 0 notes nothing', () => {
  const latency = monitor(0);
  latency.add('command', 5000, 1);
  expect(latency.latest()).toEqual([]);
});

test('whole milliseconds count from the threshold on', () => {
  const latency = monitor(10);
  latency.add('command', 9.99, 1);
  expect(latency.eventNames).toEqual([]);
  latency.add('command', 10.7, 1);
  expect(latency.history('command')).toEqual([{ unixSeconds: 1, durationMs: 10 }]);
});

test('a second keeps its worst sample', () => {
  const latency = monitor(1);
  for (const durationMs of [5, 9, 7]) latency.add('command', durationMs, 100);
  latency.add('command', 3, 101);
  expect(latency.history('command').map(({ durationMs }) => durationMs)).toEqual([9, 3]);
  expect(latency.latest()).toEqual([
    { event: 'command', unixSeconds: 101, durationMs: 3, maxMs: 9 },
  ]);
});

test('the newest 160 samples are kept and the worst is remembered', () => {
  const latency = monitor(1);
  latency.add('expire-cycle', 999, 0);
  for (let second = 1; second <= 200; second++) latency.add('expire-cycle', second, second);
  const history = latency.history('expire-cycle');
  expect(history).toHaveLength(160);
  expect(history[0]).toEqual({ unixSeconds: 41, durationMs: 41 });
  expect(latency.maxMs('expire-cycle')).toBe(999);
});

test('reset tells how many events it forgot', () => {
  const latency = monitor(1);
  latency.add('command', 5, 1);
  latency.add('fast-command', 5, 1);
  expect(latency.reset('expire-del')).toBe(0);
  expect(latency.reset('command')).toBe(1);
  expect(latency.reset()).toBe(1);
  expect(latency.maxMs('command')).toBe(0);
});
