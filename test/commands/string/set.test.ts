import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness, paged } from '../../support/command-harness.js';

const INVALID = "-ERR invalid expire time in 'set' command";

testCases([
  { call: 'SET k v', reply: '+OK\r\n', values: { k: 'v' }, encodings: { k: 'embstr' }, dirty: 1 },
  { call: 'SET k 12', reply: '+OK\r\n', encodings: { k: 'int' } },
  { call: 'SET k 012', reply: '+OK\r\n', encodings: { k: 'embstr' } },
  { call: 'SET k 9223372036854775808', reply: '+OK\r\n', encodings: { k: 'embstr' } },
  { call: ['SET', 'k', 'x'.repeat(44)], reply: '+OK\r\n', encodings: { k: 'embstr' } },
  { call: ['SET', 'k', 'x'.repeat(45)], reply: '+OK\r\n', encodings: { k: 'raw' } },
  { call: 'SET k v EX 10', reply: '+OK\r\n', ttlsMs: { k: 10_000 } },
  { call: 'SET k v px 10', reply: '+OK\r\n', ttlsMs: { k: 10 } },
  { call: 'SET k v EXAT 1700000001', reply: '+OK\r\n', ttlsMs: { k: 1000 } },
  { call: 'SET k v PXAT 1700000000001', reply: '+OK\r\n', ttlsMs: { k: 1 } },
  { call: 'SET k v EX 10 EX 20', reply: '+OK\r\n', ttlsMs: { k: 20_000 } },
  { given: ['SET k v EX 10'], call: 'SET k w', reply: '+OK\r\n', ttlsMs: { k: -1 } },
  {
    given: ['SET k v EX 10'],
    call: 'SET k w KEEPTTL',
    reply: '+OK\r\n',
    values: { k: 'w' },
    ttlsMs: { k: 10_000 },
  },
  { call: 'SET k v XX', reply: '$-1\r\n', values: { k: undefined }, dirty: 0 },
  { call: 'SET k v NX', reply: '+OK\r\n', values: { k: 'v' } },
  { given: ['SET k v'], call: 'SET k w NX', reply: '$-1\r\n', values: { k: 'v' } },
  { given: ['SET k v'], call: 'SET k w XX', reply: '+OK\r\n', values: { k: 'w' } },
  { given: ['SET k v'], call: 'SET k w GET', reply: '$1\r\nv\r\n', values: { k: 'w' } },
  { given: ['SET k v'], call: 'SET k w NX GET', reply: '$1\r\nv\r\n', values: { k: 'v' } },
  { call: 'SET k w NX GET', reply: '$-1\r\n', values: { k: 'w' } },
  { call: 'SET k v NX XX', reply: '-ERR syntax error' },
  { call: 'SET k v EX 1 PX 1', reply: '-ERR syntax error' },
  { call: 'SET k v EX 1 KEEPTTL', reply: '-ERR syntax error' },
  { call: 'SET k v KEEPTTL EX 1', reply: '-ERR syntax error' },
  { call: 'SET k v EX', reply: '-ERR syntax error' },
  { call: 'SET k v PERSIST', reply: '-ERR syntax error' },
  { call: 'SET k v EX x', reply: '-ERR value is not an integer or out of range' },
  { call: 'SET k v EX 0', reply: INVALID, values: { k: undefined } },
  { call: 'SET k v PX -1', reply: INVALID },
  { call: 'SET k v EX 9223372036854775807', reply: INVALID },
  { given: ['SET k v'], call: 'SET k w NX EX 0', reply: INVALID },
]);

test('a large value that came in pages is taken over', () => {
  const harness = new CommandHarness();
  const value = 'abc'.repeat(50_000);
  expect(harness.call('SET', 'k', paged(value), 'EX', '10')).toBe('+OK\r\n');
  expect(harness.value('k')).toBe(value);
  expect(harness.ttlMs('k')).toBe(10_000);
  harness.finish();
});

const LONG = 'x'.repeat(20_000);
testRefusal([], ['SET', 'k', LONG]);
testRefusal(['SET k v EX 10', ['SET', 'old', LONG]], ['SET', 'old', `${LONG}${LONG}`, 'GET']);
