import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';
import { crc64, integerValue, sealPayload, stringValue } from '../../support/dump-payload.js';
import { decodeReply } from '../../support/reply-tree.js';

function dump(harness: CommandHarness, key: string): Buffer {
  return decodeReply(Buffer.from(harness.call('DUMP', key), 'latin1')).bytes;
}

test('null without key', () => {
  expect(new CommandHarness({ resp: 3 }).call('DUMP', 'a')).toBe('_\r\n');
});

test.each([
  ['0', integerValue(0, 1)],
  ['127', integerValue(127, 1)],
  ['-128', integerValue(-128, 1)],
  ['128', integerValue(128, 2)],
  ['-32768', integerValue(-32_768, 2)],
  ['32768', integerValue(32_768, 4)],
  ['2147483647', integerValue(2_147_483_647, 4)],
  ['-2147483648', integerValue(-2_147_483_648, 4)],
  ['2147483648', stringValue(Buffer.from('2147483648'))],
  ['9223372036854775807', stringValue(Buffer.from('9223372036854775807'))],
  ['007', stringValue(Buffer.from('007'))],
  ['', stringValue(Buffer.alloc(0))],
  ['abc', stringValue(Buffer.from('abc'))],
  ['aaaaaaaaaaaaaaaaaaaa', stringValue(Buffer.from('aaaaaaaaaaaaaaaaaaaa'))],
])('the payload of "%s" is as redis-server writes it', (value, serialised) => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', value);
  expect(dump(harness, 'a')).toEqual(sealPayload(serialised, 10));
});

test('a string that spells an integer without being one', () => {
  const harness = new CommandHarness();
  harness.call('APPEND', 'a', '1');
  harness.call('APPEND', 'a', '2');
  expect(dump(harness, 'a')).toEqual(sealPayload(integerValue(12, 1), 10));
});

test('strings of more than 20 bytes are compressed where that is shorter', () => {
  const harness = new CommandHarness();
  const noise = Array.from({ length: 60 }, (_, i) => String.fromCharCode(33 + i)).join('');
  harness.call('MSET', 'same', 'a'.repeat(1000), 'noise', noise);
  expect(dump(harness, 'same').length).toBeLessThan(40);
  expect(dump(harness, 'same')[1]).toBe(0xc3);
  expect(dump(harness, 'noise')).toEqual(sealPayload(stringValue(Buffer.from(noise)), 10));
});

test('a value over many pages is streamed, holes as zeros', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  harness.call('SETRANGE', 'a', '300000', 'end');
  harness.call('SETRANGE', 'a', '5000', 'start');
  const value = Buffer.alloc(300_003);
  value.write('start', 5000);
  value.write('end', 300_000);
  const payload = dump(harness, 'a');
  expect(payload.equals(sealPayload(stringValue(value), 10))).toBe(true);
  expect(payload.readBigUInt64LE(payload.length - 8)).toBe(crc64(payload.subarray(0, -8)));
  harness.finish();
});
