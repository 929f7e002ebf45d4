import { describe, expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness, paged } from '../../support/command-harness.js';
import {
  compressedValue,
  integerValue,
  sealPayload,
  stringValue,
} from '../../support/dump-payload.js';
import { decodeReply } from '../../support/reply-tree.js';

const OK = '+OK\r\n';
const HELLO = sealPayload(stringValue(Buffer.from('hello')));
const BAD_SEAL = '-ERR DUMP payload version or checksum are wrong';
const BAD_FORMAT = '-ERR Bad data format';

testCases([
  { call: ['RESTORE', 'a', '0', HELLO], reply: OK, values: { a: 'hello' }, dirty: 1 },
  {
    call: ['RESTORE', 'a', '0', sealPayload(integerValue(-7, 1))],
    reply: OK,
    values: { a: '-7' },
    encodings: { a: 'int' },
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(integerValue(-700, 2))],
    reply: OK,
    values: { a: '-700' },
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(integerValue(2_000_000_000, 4))],
    reply: OK,
    values: { a: '2000000000' },
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(stringValue(Buffer.from('12')))],
    reply: OK,
    encodings: { a: 'int' },
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(compressedValue(0x78, 700))],
    reply: OK,
    values: { a: 'x'.repeat(700) },
    encodings: { a: 'raw' },
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(compressedValue(0x78, 90_000))],
    reply: OK,
    values: { a: 'x'.repeat(90_000) },
  },
  { call: ['RESTORE', 'a', '5000', HELLO], reply: OK, ttlsMs: { a: 5000 } },
  {
    call: ['RESTORE', 'a', '1700000007000', HELLO, 'ABSTTL'],
    reply: OK,
    ttlsMs: { a: 7000 },
  },
  {
    call: ['RESTORE', 'a', '1000', HELLO, 'ABSTTL'],
    reply: OK,
    values: { a: undefined },
    dirty: 0,
  },
  {
    given: ['SET a x'],
    call: ['RESTORE', 'a', '1000', HELLO, 'ABSTTL', 'REPLACE'],
    reply: OK,
    values: { a: undefined },
    dirty: 1,
  },
  {
    given: ['SET a x'],
    call: ['RESTORE', 'a', '0', HELLO],
    reply: '-BUSYKEY Target key name already exists.',
    values: { a: 'x' },
  },
  {
    given: ['SET a x EX 9'],
    call: ['RESTORE', 'a', '0', HELLO, 'replace'],
    reply: OK,
    values: { a: 'hello' },
    ttlsMs: { a: -1 },
  },
  { call: ['RESTORE', 'a', '-1', HELLO], reply: '-ERR Invalid TTL value, must be >= 0' },
  { call: ['RESTORE', 'a', 'x', HELLO], reply: '-ERR value is not an integer or out of range' },
  { call: ['RESTORE', 'a', '0', HELLO, 'FOO'], reply: '-ERR syntax error' },
  { call: ['RESTORE', 'a', '0', HELLO, 'IDLETIME'], reply: '-ERR syntax error' },
  {
    call: ['RESTORE', 'a', '0', HELLO, 'IDLETIME', '1', 'FREQ', '1'],
    reply: '-ERR syntax error',
  },
  {
    call: ['RESTORE', 'a', '0', HELLO, 'IDLETIME', '-1'],
    reply: '-ERR Invalid IDLETIME value, must be >= 0',
  },
  {
    call: ['RESTORE', 'a', '0', HELLO, 'FREQ', '256'],
    reply: '-ERR Invalid FREQ value, must be >= 0 and <= 255',
  },
  { call: ['RESTORE', 'a', '0', ''], reply: BAD_SEAL },
  { call: ['RESTORE', 'a', '0', HELLO.subarray(0, 9)], reply: BAD_SEAL },
  { call: ['RESTORE', 'a', '0', sealPayload(HELLO, 13)], reply: BAD_SEAL },
  { call: ['RESTORE', 'a', '0', sealPayload(HELLO, 79)], reply: BAD_SEAL },
  { call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([99, 1, 2]))], reply: BAD_FORMAT },
  { call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([0, 0xc4, 0]))], reply: BAD_FORMAT },
  { call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([0, 0x80]))], reply: BAD_FORMAT },
  {
    call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([0, 0x83, 0, 0, 0, 1, 0x41]))],
    reply: BAD_FORMAT,
  },
  { call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([0, 50, 0x41]))], reply: BAD_FORMAT },
  {
    call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([0, 0xc3, 3, 60, 0, 1, 0xff]))],
    reply: BAD_FORMAT,
  },
  {
    // Claims to unpack to 1 GiB, of which two bytes cannot be a tenth of a per cent.
    call: [
      'RESTORE',
      'a',
      '0',
      sealPayload(Buffer.from([0, 0xc3, 2, 0x80, 0x40, 0, 0, 0, 0, 0x41])),
    ],
    reply: BAD_FORMAT,
  },
  {
    call: ['RESTORE', 'a', '0', sealPayload(Buffer.from([4, 1, 1, 0x41, 1, 0x42]))],
    reply: '-ERR Bad data format: a hash cannot be restored, only strings can',
  },
]);

test.each([1, 6, 9, 10, 11, 12, 80])('reads version %i', (version) => {
  const harness = new CommandHarness();
  const payload = sealPayload(stringValue(Buffer.from('v')), version);
  expect(harness.call('RESTORE', 'a', '0', payload)).toBe(OK);
  expect(harness.value('a')).toBe('v');
});

test('any flipped bit is refused', () => {
  const harness = new CommandHarness();
  for (let bit = 0; bit < HELLO.length * 8; bit++) {
    const damaged = Buffer.from(HELLO);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    const reply = harness.call('RESTORE', 'a', '0', damaged);
    expect(reply.trimEnd(), `bit ${bit}`).toBe(BAD_SEAL);
  }
  harness.finish();
});

describe('payloads that arrive in pages', () => {
  test.each([
    ['plain', sealPayload(stringValue(Buffer.alloc(100_000, 'abcdefg')))],
    ['compressed', sealPayload(compressedValue(0x61, 3_000_000))],
    ['short', HELLO],
  ])('%s', (_name, payload) => {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    harness.call('RESTORE', 'flat', '0', payload);
    expect(harness.call('RESTORE', 'paged', '0', paged(payload))).toBe(OK);
    expect(harness.value('paged')).toBe(harness.value('flat'));
    harness.finish();
  });

  test('are checked', () => {
    const payload = sealPayload(stringValue(Buffer.alloc(100_000, 'abc')));
    payload[70_000]! ^= 1;
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    expect(harness.call('RESTORE', 'a', '0', paged(payload)).trimEnd()).toBe(BAD_SEAL);
    harness.finish();
  });
});

test('IDLETIME and FREQ are kept under the policy they belong to', () => {
  const harness = new CommandHarness();
  harness.call('RESTORE', 'a', '0', HELLO, 'IDLETIME', '70');
  expect(harness.call('OBJECT', 'IDLETIME', 'a')).toBe(':70\r\n');
  harness.call('RESTORE', 'b', '0', HELLO, 'FREQ', '70');
  expect(harness.call('OBJECT', 'IDLETIME', 'b')).toBe(':0\r\n');
  harness.keyspace.clock.isLfu = true;
  harness.call('RESTORE', 'c', '0', HELLO, 'FREQ', '70');
  expect(harness.call('OBJECT', 'FREQ', 'c')).toBe(':70\r\n');
  harness.finish();
});

test.each(['', '0', 'abc', 'x'.repeat(30), 'xyz'.repeat(400), 'xyz'.repeat(40_000)])(
  'DUMP and RESTORE round trip, case %#',
  (value) => {
    const harness = new CommandHarness();
    harness.call('SET', 'a', value);
    const payload = decodeReply(Buffer.from(harness.call('DUMP', 'a'), 'latin1')).bytes;
    expect(harness.call('RESTORE', 'b', '0', payload)).toBe(OK);
    expect(harness.value('b')).toBe(value);
    expect(harness.encoding('b')).toBe(harness.encoding('a'));
    harness.finish();
  },
);

testRefusal([], ['RESTORE', 'a', '0', sealPayload(stringValue(Buffer.alloc(50_000, 'x')))]);
testRefusal(
  [['SET', 'a', 'old']],
  ['RESTORE', 'a', '0', sealPayload(compressedValue(0x61, 50_000)), 'REPLACE'],
);
