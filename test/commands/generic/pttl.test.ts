import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'PTTL a', reply: ':-2\r\n' },
  { given: ['SET a x'], call: 'PTTL a', reply: ':-1\r\n', dirty: 0 },
  { given: ['SET a x PX 1499'], call: 'PTTL a', reply: ':1499\r\n' },
  { given: ['SET a x PX 1500'], call: 'PTTL a', reply: ':1500\r\n' },
  {
    given: ['SET a x', 'PEXPIREAT a 9000000000000000000'],
    call: 'PTTL a',
    reply: ':8999998300000000000\r\n',
  },
]);

test('an expired key is none', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '10');
  harness.clock.advanceMs(9);
  expect(harness.call('PTTL', 'a')).not.toBe(':-2\r\n');
  harness.clock.advanceMs(1);
  expect(harness.call('PTTL', 'a')).toBe(':-2\r\n');
  harness.finish();
});
