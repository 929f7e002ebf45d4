import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'PEXPIRETIME a', reply: ':-2\r\n' },
  { given: ['SET a x'], call: 'PEXPIRETIME a', reply: ':-1\r\n', dirty: 0 },
  { given: ['SET a x PX 1499'], call: 'PEXPIRETIME a', reply: ':1700000001499\r\n' },
  { given: ['SET a x PX 1500'], call: 'PEXPIRETIME a', reply: ':1700000001500\r\n' },
  {
    given: ['SET a x', 'PEXPIREAT a 9000000000000000000'],
    call: 'PEXPIRETIME a',
    reply: ':9000000000000000000\r\n',
  },
]);

test('an expired key is none', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '10');
  harness.clock.advanceMs(9);
  expect(harness.call('PEXPIRETIME', 'a')).not.toBe(':-2\r\n');
  harness.clock.advanceMs(1);
  expect(harness.call('PEXPIRETIME', 'a')).toBe(':-2\r\n');
  harness.finish();
});
