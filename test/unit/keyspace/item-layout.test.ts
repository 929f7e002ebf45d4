import { describe, expect, test } from 'vitest';
import {
  ENCODING_EMBSTR,
  ENCODING_RAW,
  type ExpireAt,
  headerBytes,
  ItemView,
  keyBytesInItem,
  lengthBytes,
  NO_EXPIRY,
  readU32,
  writeExpiry,
  writeLength,
  writeU32,
} from '../../../src/keyspace/item-layout.js';
import { Keyspace } from '../../../src/keyspace/keyspace.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';

test.each([0, 1, 0x7fffffff, 0x80000000, 0xffffffff])('%i as 32 bits', (value) => {
  const bytes = new Uint8Array(6);
  writeU32(bytes, 1, value);
  expect(readU32(bytes, 1)).toBe(value);
  expect([bytes[0], bytes[5]]).toEqual([0, 0]);
});

test.each([0, 1, 127, 128, 1000, 32_767])('a short length of %i', (length) => {
  const bytes = new Uint8Array(4);
  expect(writeLength(bytes, 1, length)).toBe(1 + lengthBytes(length));
  const view = new ItemView();
  view.bytes = bytes;
  view.valueAt = 1;
  expect(view.shortLength).toBe(length);
  expect(view.shortAt).toBe(1 + lengthBytes(length));
});

test('headers and keys take what the drawing says', () => {
  expect([headerBytes(255, false), headerBytes(255, true)]).toEqual([5, 13]);
  expect([headerBytes(256, false), headerBytes(256, true)]).toEqual([9, 17]);
  expect([0, 255, 256, 1023, 1024].map(keyBytesInItem)).toEqual([0, 255, 256, 1023, 4]);
});

describe('items as they are written', () => {
  const keyspace = new Keyspace(new MemoryManager({ isVerifying: true }), {
    databases: 1,
    seeds: [1, 2],
    random: () => 0,
  });
  const { items } = keyspace.databases[0]!;
  const CASES: [number, ExpireAt][] = [0, 1, 255, 256, 1023, 1024, 5000].flatMap((length) => {
    return [NO_EXPIRY, 1_700_000_000_000, 2n ** 62n + 1n].map((at): [number, ExpireAt] => {
      return [length, at];
    });
  });

  test.each(CASES)('a key of %i bytes, expiring at %s', (length, expireAt) => {
    const key = new Uint8Array(length).fill(0x6b);
    const value = 4;
    const reference = items.create(key, 0, length, ENCODING_EMBSTR, 1 + value, expireAt, 0xabcdef);
    writeLength(items.view.bytes, items.view.valueAt, value);
    const view = items.open(reference);
    expect(view.encoding).toBe(ENCODING_EMBSTR);
    expect(view.keyLength).toBe(length);
    expect(view.isKeyPaged).toBe(length > 1023);
    expect(view.clock).toBe(0xabcdef);
    expect(view.isVolatile).toBe(expireAt !== NO_EXPIRY);
    expect(view.expireAtExact).toBe(expireAt);
    expect(view.expireAt).toBe(Number(expireAt));
    expect(view.valueBytesInItem).toBe(1 + value);
    const isVolatile = expireAt !== NO_EXPIRY;
    expect(view.itemBytes).toBe(
      headerBytes(length, isVolatile) + keyBytesInItem(length) + 1 + value,
    );
    expect(Buffer.from(items.keyOf(view)).equals(key)).toBe(true);
    view.clock = 0x123456;
    view.encodingOfItem = ENCODING_RAW;
    const again = items.open(reference);
    expect([again.clock, again.encoding]).toEqual([0x123456, ENCODING_RAW]);
    expect(again.expireAtExact).toBe(expireAt);
    items.release(reference);
    keyspace.memory.verifyEmpty();
  });
});

test('a time is written in 64 bits', () => {
  const bytes = new Uint8Array(8);
  writeExpiry(bytes, 0, 0x0123_4567_89ab);
  expect([...bytes]).toEqual([0xab, 0x89, 0x67, 0x45, 0x23, 0x01, 0, 0]);
  writeExpiry(bytes, 0, 0x7fff_ffff_ffff_fffen);
  expect([...bytes]).toEqual([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
});
