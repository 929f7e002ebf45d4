import { expect, test } from 'vitest';
import { systemProcess } from '../../../../src/platform/process-information.js';
import { serverFields } from '../../../../src/server/info/server-section.js';
import { ManualClock } from '../../../support/manual-clock.js';

test('uptime is in whole seconds and days, and each listener has a line', () => {
  const clock = new ManualClock(1_000_000);
  const facts = {
    version: '1.2.3',
    clock,
    process: systemProcess,
    runId: 'a'.repeat(40),
    startedMs: clock.nowMs(),
    tcpPort: 7,
    listenerLines: ['name=tcp,bind=*,port=7', 'name=unix,bind=/s'],
    cycleHz: 20,
    configuredHz: 10,
    lruClock: 99,
    configFilePath: '/etc/segkv.conf',
  };
  clock.advanceMs(2 * 86_400_000 + 1999);
  const fields = new Map(serverFields(facts));
  expect(fields.get('segkv_version')).toBe('1.2.3');
  expect(fields.get('uptime_in_seconds')).toBe(172_801);
  expect(fields.get('uptime_in_days')).toBe(2);
  expect(fields.get('server_time_usec')).toBe(clock.nowUs());
  expect([fields.get('hz'), fields.get('configured_hz')]).toEqual([20, 10]);
  expect(fields.get('config_file')).toBe('/etc/segkv.conf');
  expect([...fields].slice(-2)).toEqual([
    ['listener0', 'name=tcp,bind=*,port=7'],
    ['listener1', 'name=unix,bind=/s'],
  ]);
});
