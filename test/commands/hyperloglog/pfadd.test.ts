import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const DAMAGED = Buffer.from('HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f', 'latin1');
const EMPTY = 'HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f\xff';

testCases([
  { call: 'PFADD k', reply: ':1\r\n', values: { k: EMPTY }, encodings: { k: 'raw' }, dirty: 1 },
  { given: ['PFADD k'], call: 'PFADD k', reply: ':0\r\n', dirty: 0 },
  {
    call: 'PFADD k a',
    reply: ':1\r\n',
    values: { k: 'HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80q\xa6\x84NW' },
    dirty: 2,
  },
  { given: ['PFADD k a b'], call: 'PFADD k b a', reply: ':0\r\n', dirty: 0 },
  {
    given: ['SET k x'],
    call: 'PFADD k a',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
    values: { k: 'x' },
  },
  {
    given: ['SET k 1234567890123456789'],
    call: 'PFADD k a',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
  },
  {
    given: [['SET', 'k', DAMAGED]],
    call: 'PFADD k x y z',
    reply: '-INVALIDOBJ Corrupted HLL object detected',
  },
]);

test('a growing HyperLogLog becomes dense, keeps its expiry and goes on counting', () => {
  const harness = new CommandHarness();
  harness.call('PFADD', 'k');
  harness.call('GETEX', 'k', 'EX', '10');
  for (let i = 0; i < 3000; i++) harness.call('PFADD', 'k', `element ${i}`);
  expect(harness.call('PFDEBUG', 'ENCODING', 'k')).toBe('+dense\r\n');
  expect(harness.call('STRLEN', 'k')).toBe(':12304\r\n');
  expect(harness.ttlMs('k')).toBe(10_000);
  const count = Number(harness.call('PFCOUNT', 'k').slice(1));
  expect(Math.abs(count - 3000)).toBeLessThan(150);
  harness.finish();
});

const MANY = Array.from({ length: 2000 }, (_, i) => `element ${i}`);
testRefusal(['PFADD k a', 'GETEX k EX 10'], ['PFADD', 'k', ...MANY]);
