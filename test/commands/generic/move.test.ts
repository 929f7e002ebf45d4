import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'MOVE a 0', reply: '-ERR source and destination objects are the same' },
  { call: 'MOVE a 4', reply: '-ERR DB index is out of range' },
  { call: 'MOVE a -1', reply: '-ERR DB index is out of range' },
  { call: 'MOVE a x', reply: '-ERR value is not an integer or out of range' },
  {
    call: 'MOVE a 99999999999',
    reply: '-ERR value is out of range, value must between -2147483648 and 2147483647',
  },
  { call: 'MOVE a 1', reply: ':0\r\n', dirty: 0 },
  { given: ['SET a x'], call: 'MOVE a 1', reply: ':1\r\n', values: { a: undefined }, dirty: 1 },
]);

test('the key arrives with value and expiry', () => {
  const harness = new CommandHarness();
  const large = 'xyz'.repeat(30_000);
  harness.call('SET', 'a', large, 'PX', '5000');
  expect(harness.call('MOVE', 'a', '2')).toBe(':1\r\n');
  harness.select(2);
  expect(harness.value('a')).toBe(large);
  expect(harness.ttlMs('a')).toBe(5000);
  harness.finish();
});

test('a key that is there already stays', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'old');
  harness.call('MOVE', 'a', '1');
  harness.call('SET', 'a', 'new');
  expect(harness.call('MOVE', 'a', '1')).toBe(':0\r\n');
  expect(harness.value('a')).toBe('new');
  harness.select(1);
  expect(harness.value('a')).toBe('old');
  harness.finish();
});

testRefusal([['SET', 'a', 'x'.repeat(20_000)]], 'MOVE a 1');
