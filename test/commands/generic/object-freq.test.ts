import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';

test('the counter of uses under an LFU policy', () => {
  const harness = new CommandHarness();
  harness.keyspace.clock.isLfu = true;
  harness.keyspace.clock.lfuLogFactor = 0;
  harness.call('SET', 'a', 'x');
  expect(harness.call('OBJECT', 'FREQ', 'a')).toBe(':5\r\n');
  for (let i = 0; i < 3; i++) harness.call('GET', 'a');
  expect(harness.call('OBJECT', 'FREQ', 'a')).toBe(':8\r\n');
  harness.clock.advanceMs(120_000);
  expect(harness.call('OBJECT', 'FREQ', 'a')).toBe(':6\r\n');
  expect(harness.call('OBJECT', 'FREQ', 'b')).toBe('$-1\r\n');
});

test('is not known under other policies', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x');
  expect(harness.call('OBJECT', 'FREQ', 'a')).toMatch(/^-ERR An LFU maxmemory policy is not sel/);
});
