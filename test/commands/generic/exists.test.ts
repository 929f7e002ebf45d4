import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'EXISTS a', reply: ':0\r\n' },
  { given: ['MSET a 1 b 2'], call: 'EXISTS a missing b a', reply: ':3\r\n', dirty: 0 },
]);

test('counts hits and misses without touching the key', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', '1');
  harness.clock.advanceMs(5000);
  harness.call('EXISTS', 'a', 'b');
  expect(harness.keyspace.hits).toBe(1);
  expect(harness.keyspace.misses).toBe(1);
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':5\r\n');
});
