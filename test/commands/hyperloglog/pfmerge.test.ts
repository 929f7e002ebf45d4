import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const DAMAGED = Buffer.from('HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f', 'latin1');

testCases([
  { call: 'PFMERGE k', reply: '+OK\r\n', encodings: { k: 'raw' }, dirty: 1 },
  { given: ['PFADD a x y'], call: 'PFMERGE k a no', reply: '+OK\r\n', dirty: 1 },
  {
    given: ['SET a x'],
    call: 'PFMERGE k a',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
    values: { k: undefined },
  },
  {
    given: ['SET k x'],
    call: 'PFMERGE k',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
    values: { k: 'x' },
  },
  {
    given: [['SET', 'a', DAMAGED]],
    call: 'PFMERGE k a',
    reply: '-INVALIDOBJ Corrupted HLL object detected',
    values: { k: undefined },
  },
]);

test('the union has the elements of all, and those of the destination', () => {
  const harness = new CommandHarness();
  harness.call('PFADD', 'k', 'a', 'b');
  harness.call('PFADD', 'x', 'b', 'c');
  harness.call('PFADD', 'y', 'c', 'd', 'e');
  harness.call('GETEX', 'k', 'EX', '10');
  expect(harness.call('PFMERGE', 'k', 'x', 'y')).toBe('+OK\r\n');
  expect(harness.call('PFCOUNT', 'k')).toBe(':5\r\n');
  expect(harness.ttlMs('k')).toBe(10_000);
  harness.finish();
});

test('a dense source makes the destination dense', () => {
  const harness = new CommandHarness();
  harness.call('PFADD', 'x', 'a');
  harness.call('PFDEBUG', 'TODENSE', 'x');
  harness.call('PFMERGE', 'k', 'x');
  expect(harness.call('PFDEBUG', 'ENCODING', 'k')).toBe('+dense\r\n');
  expect(harness.call('PFCOUNT', 'k')).toBe(':1\r\n');
  harness.finish();
});

testRefusal(['PFADD x a', 'PFDEBUG TODENSE x', 'PFADD k b'], 'PFMERGE k x');
