import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'TOUCH a', reply: ':0\r\n' },
  { given: ['MSET a 1 b 2'], call: 'TOUCH a missing b a', reply: ':3\r\n', dirty: 0 },
]);

test('the key was used just now', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', '1');
  harness.clock.advanceMs(5000);
  harness.call('TOUCH', 'a');
  harness.clock.advanceMs(2000);
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':2\r\n');
});
