import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const DAMAGED = Buffer.from('HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f', 'latin1');
const THREE = ['PFADD k a b c', 'PFADD other c d'];

testCases([
  { call: 'PFCOUNT k', reply: ':0\r\n', values: { k: undefined } },
  { given: THREE, call: 'PFCOUNT k', reply: ':3\r\n', dirty: 1 },
  { given: [...THREE, 'PFCOUNT k'], call: 'PFCOUNT k', reply: ':3\r\n', dirty: 0 },
  { given: [...THREE, 'PFCOUNT k', 'PFADD k d'], call: 'PFCOUNT k', reply: ':4\r\n', dirty: 1 },
  { given: THREE, call: 'PFCOUNT k other no', reply: ':4\r\n', dirty: 0 },
  {
    given: ['SET k x'],
    call: 'PFCOUNT k',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
  },
  {
    given: [...THREE, 'SET x x'],
    call: 'PFCOUNT k x',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
  },
  {
    given: [['SET', 'k', DAMAGED]],
    call: 'PFCOUNT k',
    reply: '-INVALIDOBJ Corrupted HLL object detected',
    dirty: 0,
  },
  {
    given: [['SET', 'k', DAMAGED]],
    call: 'PFCOUNT k k',
    reply: '-INVALIDOBJ Corrupted HLL object detected',
  },
]);

test('the count is kept in the string, and is what a second call answers', () => {
  const harness = new CommandHarness();
  harness.call('PFADD', 'k', 'a', 'b');
  expect(harness.call('PFCOUNT', 'k')).toBe(':2\r\n');
  expect(harness.value('k')?.slice(8, 16)).toBe('\x02\0\0\0\0\0\0\0');
  harness.call('SETRANGE', 'k', '8', '\x07');
  expect(harness.call('PFCOUNT', 'k')).toBe(':7\r\n');
  harness.finish();
});
