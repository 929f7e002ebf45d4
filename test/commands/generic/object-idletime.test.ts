import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';

test('seconds since the last use, which asking does not change', () => {
  const harness = new CommandHarness();
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe('$-1\r\n');
  harness.call('SET', 'a', 'x');
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':0\r\n');
  harness.clock.advanceMs(30_000);
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':30\r\n');
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':30\r\n');
  harness.call('GET', 'a');
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':0\r\n');
});

test('is not known under an LFU policy', () => {
  const harness = new CommandHarness();
  harness.keyspace.clock.isLfu = true;
  harness.call('SET', 'a', 'x');
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toMatch(
    /^-ERR An LFU maxmemory policy is selected/,
  );
  expect(harness.call('OBJECT', 'IDLETIME', 'b')).toBe('$-1\r\n');
});
