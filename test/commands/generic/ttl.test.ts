import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'TTL a', reply: ':-2\r\n' },
  { given: ['SET a x'], call: 'TTL a', reply: ':-1\r\n', dirty: 0 },
  { given: ['SET a x PX 1499'], call: 'TTL a', reply: ':1\r\n' },
  { given: ['SET a x PX 1500'], call: 'TTL a', reply: ':2\r\n' },
  {
    given: ['SET a x', 'PEXPIREAT a 9000000000000000000'],
    call: 'TTL a',
    reply: ':8999998300000000\r\n',
  },
]);

test('an expired key is none', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '10');
  harness.clock.advanceMs(9);
  expect(harness.call('TTL', 'a')).not.toBe(':-2\r\n');
  harness.clock.advanceMs(1);
  expect(harness.call('TTL', 'a')).toBe(':-2\r\n');
  harness.finish();
});
