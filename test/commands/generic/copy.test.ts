import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'COPY a a', reply: '-ERR source and destination objects are the same' },
  { call: 'COPY a a DB 0', reply: '-ERR source and destination objects are the same' },
  { call: 'COPY a b DB x', reply: '-ERR value is not an integer or out of range' },
  { call: 'COPY a b DB 4', reply: '-ERR DB index is out of range' },
  { call: 'COPY a b DB', reply: '-ERR syntax error' },
  { call: 'COPY a b FOO', reply: '-ERR syntax error' },
  { call: 'COPY a b', reply: ':0\r\n', dirty: 0 },
  {
    given: ['SET a 12 EX 9'],
    call: 'COPY a b',
    reply: ':1\r\n',
    values: { a: '12', b: '12' },
    encodings: { b: 'int' },
    ttlsMs: { a: 9000, b: 9000 },
    dirty: 1,
  },
  {
    given: ['SET a x', 'SET b y EX 9'],
    call: 'COPY a b',
    reply: ':0\r\n',
    values: { b: 'y' },
    dirty: 0,
  },
  {
    given: ['SET a x', 'SET b y EX 9'],
    call: 'COPY a b replace',
    reply: ':1\r\n',
    values: { a: 'x', b: 'x' },
    ttlsMs: { b: -1 },
  },
]);

test('copies of large values are independent', () => {
  const harness = new CommandHarness();
  const large = 'xyz'.repeat(30_000);
  harness.call('SET', 'a', large);
  expect(harness.call('COPY', 'a', 'b')).toBe(':1\r\n');
  harness.call('SETRANGE', 'a', '40000', '!');
  expect(harness.value('b')).toBe(large);
  expect(harness.value('a')).toBe(`${large.slice(0, 40_000)}!${large.slice(40_001)}`);
  harness.call('DEL', 'a');
  expect(harness.value('b')).toBe(large);
  harness.finish();
});

test('to another database, under the same name', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x');
  expect(harness.call('COPY', 'a', 'a', 'DB', '3')).toBe(':1\r\n');
  expect(harness.call('COPY', 'a', 'a', 'DB', '3')).toBe(':0\r\n');
  harness.call('SET', 'a', 'y');
  expect(harness.call('COPY', 'a', 'a', 'REPLACE', 'DB', '3')).toBe(':1\r\n');
  harness.select(3);
  expect(harness.value('a')).toBe('y');
  harness.finish();
});

testRefusal([['SET', 'a', 'x'.repeat(20_000)]], 'COPY a b');
testRefusal([['SET', 'a', 'x'.repeat(20_000)], 'SET b y'], 'COPY a b REPLACE');
