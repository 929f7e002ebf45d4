import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const given = ['MSET a abc b \0\x7f'];

testCases([
  { given, call: 'BITOP AND k a b', reply: ':3\r\n', values: { k: '\0b\0' }, dirty: 1 },
  { given, call: 'BITOP or k a b', reply: ':3\r\n', values: { k: 'a\x7fc' } },
  { given, call: 'BITOP XOR k a b', reply: ':3\r\n', values: { k: 'a\x1dc' } },
  { given, call: 'BITOP NOT k b', reply: ':2\r\n', values: { k: '\xff\x80' } },
  { given, call: 'BITOP AND k no a', reply: ':3\r\n', values: { k: '\0\0\0' } },
  {
    given,
    call: 'BITOP OR a a no',
    reply: ':3\r\n',
    values: { a: 'abc' },
    encodings: { a: 'raw' },
  },
  { given: ['SET k v EX 10', 'SET a 1'], call: 'BITOP OR k a', reply: ':1\r\n', ttlsMs: { k: -1 } },
  {
    given: ['SET k v'],
    call: 'BITOP OR k no',
    reply: ':0\r\n',
    values: { k: undefined },
    dirty: 1,
  },
  { call: 'BITOP OR k no', reply: ':0\r\n', dirty: 0 },
  {
    given,
    call: 'BITOP NOT k a b',
    reply: '-ERR BITOP NOT must be called with a single source key.',
  },
  { given, call: 'BITOP NAND k a b', reply: '-ERR syntax error' },
]);

test('large and sparse strings are combined as their bytes are', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  const first = Buffer.alloc(30_001, 0x0f);
  const second = Buffer.alloc(20_000);
  second[9_000] = 0xff;
  second[19_999] = 0x01;
  harness.call('SET', 'a', first);
  harness.call('SETRANGE', 'b', '9000', Buffer.from([0xff]));
  harness.call('SETRANGE', 'b', '19999', Buffer.from([0x01]));
  for (const operation of ['AND', 'OR', 'XOR'] as const) {
    expect(harness.call('BITOP', operation, 'k', 'a', 'b')).toBe(':30001\r\n');
    const expected = first.map((byte, i) => {
      const other = second[i] ?? 0;
      if (operation === 'AND') return byte & other;
      return operation === 'OR' ? byte | other : byte ^ other;
    });
    expect(harness.value('k')).toBe(Buffer.from(expected).toString('latin1'));
  }
  expect(harness.call('BITOP', 'NOT', 'k', 'b')).toBe(':20000\r\n');
  expect(harness.value('k')).toBe(Buffer.from(second.map((byte) => ~byte)).toString('latin1'));
  harness.finish();
});

test('a page of zeros in the result costs nothing', () => {
  const harness = new CommandHarness();
  harness.call('SETBIT', 'a', '400000000', '1');
  harness.call('SETBIT', 'b', '400000001', '1');
  const pages = harness.memory.pagesInUse;
  expect(harness.call('BITOP', 'AND', 'k', 'a', 'b')).toBe(':50000001\r\n');
  expect(harness.memory.pagesInUse - pages).toBeLessThan(5);
  expect(harness.call('BITOP', 'OR', 'k', 'a', 'b')).toBe(':50000001\r\n');
  expect(harness.memory.pagesInUse - pages).toBeLessThan(6);
  expect(harness.call('BITCOUNT', 'k')).toBe(':2\r\n');
  harness.finish();
});

testRefusal([['SET', 'a', 'x'.repeat(20_000)], 'SET k v EX 10'], 'BITOP NOT k a');
