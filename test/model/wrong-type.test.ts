/** Every command on strings, bitmaps and HyperLogLogs, called on a key that holds another type. */
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/base/errors.js';
import { CommandHarness } from '../support/command-harness.js';

/** An encoding that no string has. */
const OTHER_ENCODING = 9;
const VALUE_BYTES = 4;
const KEY = Buffer.from('k');

function harnessWithOtherType(): CommandHarness {
  const harness = new CommandHarness();
  expect(harness.db.place(KEY, 0, 1, OTHER_ENCODING, VALUE_BYTES, -1)).toBe(true);
  harness.call('SET', 's', 'abc');
  return harness;
}

const REFUSED = [
  'APPEND k v',
  'BITCOUNT k',
  'BITCOUNT k 0 1',
  'BITFIELD k GET u8 0',
  'BITFIELD k SET u8 0 1',
  'BITFIELD_RO k GET u8 0',
  'BITOP AND d s k',
  'BITOP NOT d k',
  'BITPOS k 1',
  'DECR k',
  'DECRBY k 2',
  'GET k',
  'GETBIT k 0',
  'GETDEL k',
  'GETEX k',
  'GETEX k EX 1',
  'GETRANGE k 0 1',
  'GETSET k v',
  'INCR k',
  'INCRBY k 2',
  'INCRBYFLOAT k 2',
  'PFADD k a',
  'PFCOUNT k',
  'PFCOUNT s2 k',
  'PFDEBUG ENCODING k',
  'PFMERGE d k',
  'PFMERGE k',
  'SET k v GET',
  'SETBIT k 0 1',
  'SETRANGE k 0 v',
  'STRLEN k',
  'SUBSTR k 0 1',
];

test.each(REFUSED)('%s is refused and changes nothing', (call) => {
  const harness = harnessWithOtherType();
  expect(harness.call(...call.split(' '))).toBe(`-${ERRORS.wrongType}\r\n`);
  expect(harness.db.size).toBe(2);
  expect(harness.keyspace.dirty).toBe(1);
  harness.db.find(KEY, 0, 1);
  expect(harness.db.view.encoding).toBe(OTHER_ENCODING);
  harness.finish();
});

test('LCS has a text of its own', () => {
  const harness = harnessWithOtherType();
  const text = '-ERR The specified keys must contain string values\r\n';
  expect(harness.call('LCS', 's', 'k')).toBe(text);
  expect(harness.call('LCS', 'k', 's', 'LEN', 'IDX')).toBe(text);
});

test('MGET answers null, SETNX and MSETNX see the key', () => {
  const harness = harnessWithOtherType();
  expect(harness.call('MGET', 'k', 's')).toBe('*2\r\n$-1\r\n$3\r\nabc\r\n');
  expect(harness.call('SETNX', 'k', 'v')).toBe(':0\r\n');
  expect(harness.call('MSETNX', 'n', 'v', 'k', 'v')).toBe(':0\r\n');
});

test.each(['SET k v', 'MSET k v', 'SETEX k 10 v', 'PSETEX k 10 v', 'SET k v XX', 'BITOP OR k s'])(
  '%s replaces the value whatever it was',
  (call) => {
    const harness = harnessWithOtherType();
    expect(harness.call(...call.split(' '))[0]).not.toBe('-');
    expect(harness.value('k')).toBe(call.startsWith('BITOP') ? 'abc' : 'v');
    harness.finish();
  },
);
