import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness, paged } from '../../support/command-harness.js';

const TOO_LONG = '-ERR string exceeds maximum allowed size (proto-max-bulk-len)';

testCases([
  { call: 'SETRANGE k 2 ab', reply: ':4\r\n', values: { k: '\0\0ab' }, encodings: { k: 'raw' } },
  { call: ['SETRANGE', 'k', '5', ''], reply: ':0\r\n', values: { k: undefined }, dirty: 0 },
  { given: ['SET k abc'], call: ['SETRANGE', 'k', '9', ''], reply: ':3\r\n', dirty: 0 },
  {
    given: ['SET k 12345 EX 10'],
    call: 'SETRANGE k 1 xy',
    reply: ':5\r\n',
    values: { k: '1xy45' },
    encodings: { k: 'raw' },
    ttlsMs: { k: 10_000 },
    dirty: 1,
  },
  { given: ['SET k abc'], call: 'SETRANGE k 5 d', reply: ':6\r\n', values: { k: 'abc\0\0d' } },
  { call: 'SETRANGE k -1 x', reply: '-ERR offset is out of range' },
  { call: 'SETRANGE k x x', reply: '-ERR value is not an integer or out of range' },
  { call: 'SETRANGE k 536870912 x', reply: TOO_LONG },
  { call: 'SETRANGE k 9223372036854775807 x', reply: TOO_LONG },
]);

test('a far offset costs only the pages that are written', () => {
  const harness = new CommandHarness();
  expect(harness.call('SETRANGE', 'k', '536870911', 'x')).toBe(':536870912\r\n');
  expect(harness.memory.pagesInUse).toBeLessThan(20);
  expect(harness.call('GETRANGE', 'k', '-3', '-1')).toBe('$3\r\n\0\0x\r\n');
  expect(harness.call('SETRANGE', 'k', '100000000', paged('y'.repeat(40_000)))).toBe(
    ':536870912\r\n',
  );
  expect(harness.memory.pagesInUse).toBeLessThan(24);
  const middle = harness.call('GETRANGE', 'k', '99999999', '100040000');
  expect(middle).toBe(`$40002\r\n\0${'y'.repeat(40_000)}\0\r\n`);
  harness.finish();
});

testRefusal([['SET', 'k', 'x'.repeat(5000)]], ['SETRANGE', 'k', '4000', 'y'.repeat(30_000)]);
testRefusal([['SETRANGE', 'k', '90000', 'x']], ['SETRANGE', 'k', '20000', 'y'.repeat(30_000)]);
testRefusal([], ['SETRANGE', 'k', '100000', 'y']);
