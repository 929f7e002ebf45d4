import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const INVALID_BIT = '-ERR bit is not an integer or out of range';

testCases([
  {
    call: 'SETBIT k 9 1',
    reply: ':0\r\n',
    values: { k: '\0@' },
    encodings: { k: 'raw' },
    dirty: 1,
  },
  { call: 'SETBIT k 9 0', reply: ':0\r\n', values: { k: '\0\0' }, dirty: 1 },
  { given: ['SET k a'], call: 'SETBIT k 1 1', reply: ':1\r\n', values: { k: 'a' }, dirty: 0 },
  {
    given: ['SET k 1 EX 10'],
    call: 'SETBIT k 7 0',
    reply: ':1\r\n',
    values: { k: '0' },
    encodings: { k: 'raw' },
    ttlsMs: { k: 10_000 },
    dirty: 1,
  },
  { call: 'SETBIT k 4294967296 1', reply: '-ERR bit offset is not an integer or out of range' },
  { call: 'SETBIT k -1 1', reply: '-ERR bit offset is not an integer or out of range' },
  {
    call: 'SETBIT k 80 1',
    reply: '-ERR bit offset is not an integer or out of range',
    options: { stringBytesMax: 10 },
  },
  { call: 'SETBIT k 0 2', reply: INVALID_BIT, values: { k: undefined } },
  { call: 'SETBIT k 0 -1', reply: INVALID_BIT },
  { call: 'SETBIT k 0 x', reply: INVALID_BIT },
]);

test('far bits cost only the pages that hold them', () => {
  const harness = new CommandHarness();
  expect(harness.call('SETBIT', 'k', '4294967295', '1')).toBe(':0\r\n');
  const pages = harness.memory.pagesInUse;
  expect(pages).toBeLessThan(20);
  expect(harness.call('SETBIT', 'k', '2000000000', '1')).toBe(':0\r\n');
  expect(harness.call('SETBIT', 'k', '2000000003', '1')).toBe(':0\r\n');
  expect(harness.memory.pagesInUse).toBe(pages + 1);
  expect(harness.call('BITCOUNT', 'k')).toBe(':3\r\n');
  expect(harness.call('BITPOS', 'k', '1')).toBe(':2000000000\r\n');
  expect(harness.call('BITPOS', 'k', '1', '250000001')).toBe(':4294967295\r\n');
  harness.finish();
});

testRefusal([['SET', 'k', 'x'.repeat(5000)]], 'SETBIT k 100000 1');
testRefusal(['SETBIT k 800000 1'], 'SETBIT k 400000 1');
testRefusal(['SET k 1 EX 10'], 'SETBIT k 100000 1');
