import { describe, expect, test } from 'vitest';
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
  NO_EXPIRY,
} from '../../../src/keyspace/item-layout.js';
import { Keyspace } from '../../../src/keyspace/keyspace.js';
import {
  bigIntegerOf,
  copyOfString,
  inlineLengthMax,
  integerOf,
  isString,
  readString,
  setBigInteger,
  setBytes,
  setCollected,
  setInteger,
  setRaw,
  setText,
  stringLength,
  tryReplaceInteger,
} from '../../../src/keyspace/string-values.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { PageCollector } from '../../../src/structures/page-collector.js';

const KEY = Buffer.from('key');

function setUp() {
  const memory = new MemoryManager({ pageSizeBytes: 4096, isVerifying: true });
  const keyspace = new Keyspace(memory, { databases: 1, seeds: [5, 6], random: () => 1 });
  const db = keyspace.databases[0]!;
  const open = (): void => {
    expect(db.find(KEY, 0, KEY.length)).not.toBe(0);
  };
  const text = (): string => {
    open();
    return Buffer.from(copyOfString(db)).toString('latin1');
  };
  const finish = (): void => {
    keyspace.verify();
    keyspace.flushAll();
    memory.verifyEmpty();
  };
  return { memory, db, open, text, finish };
}

describe('what SET stores', () => {
  test.each([
    ['', ENCODING_EMBSTR],
    ['0', ENCODING_INT],
    ['-0', ENCODING_EMBSTR],
    ['00', ENCODING_EMBSTR],
    ['-1', ENCODING_INT],
    ['9007199254740991', ENCODING_INT],
    ['9007199254740993', ENCODING_INT],
    ['9223372036854775807', ENCODING_INT],
    ['-9223372036854775808', ENCODING_INT],
    ['9223372036854775808', ENCODING_EMBSTR],
    ['1.5', ENCODING_EMBSTR],
    ['x'.repeat(44), ENCODING_EMBSTR],
    ['x'.repeat(45), ENCODING_RAW],
    ['x'.repeat(inlineLengthMax(3, false)), ENCODING_RAW],
    ['x'.repeat(inlineLengthMax(3, false) + 1), ENCODING_PAGED],
    ['xyz'.repeat(20_000), ENCODING_PAGED],
  ])('case %#', (value, encoding) => {
    const { db, open, text, finish } = setUp();
    const bytes = Buffer.from(`<${value}>`);
    expect(setBytes(db, KEY, 0, KEY.length, bytes, 1, bytes.length - 1)).toBe(true);
    open();
    expect(db.view.encoding).toBe(encoding);
    expect(isString(db.view)).toBe(true);
    expect(stringLength(db)).toBe(value.length);
    expect(text()).toBe(value);
    finish();
  });

  test('the room in an item shrinks by an expiry', () => {
    expect(inlineLengthMax(3, false) - inlineLengthMax(3, true)).toBe(8);
    expect(inlineLengthMax(5000, false)).toBeGreaterThan(900);
  });
});

test('raw and text keep the digits of integers as strings', () => {
  const { db, open, text, finish } = setUp();
  const digits = Buffer.from('123');
  setRaw(db, KEY, 0, KEY.length, digits, 0, 3);
  open();
  expect([db.view.encoding, integerOf(db), bigIntegerOf(db)]).toEqual([ENCODING_RAW, 123, 123n]);
  setText(db, KEY, 0, KEY.length, digits, 0, 3);
  open();
  expect([db.view.encoding, text()]).toEqual([ENCODING_EMBSTR, '123']);
  finish();
});

test.each(['12', '9223372036854775807', 'abcdef', 'xyz'.repeat(3000)])(
  'a part of a string, case %#',
  (value) => {
    const { db, open, finish } = setUp();
    const bytes = Buffer.from(value);
    setBytes(db, KEY, 0, KEY.length, bytes, 0, bytes.length);
    open();
    const target = Buffer.alloc(8, '-');
    readString(db, value.length - 2, target, 3, 5);
    expect(target.toString()).toBe(`---${value.slice(-2)}---`);
    finish();
  },
);

describe('integers', () => {
  test('beyond 2^53 are known exactly as bigints only', () => {
    const { db, open, text, finish } = setUp();
    expect(setBigInteger(db, KEY, 0, KEY.length, 2n ** 63n - 1n)).toBe(true);
    open();
    expect(integerOf(db)).toBeNaN();
    expect(bigIntegerOf(db)).toBe(2n ** 63n - 1n);
    expect(text()).toBe('9223372036854775807');
    setBigInteger(db, KEY, 0, KEY.length, -5n, 7000);
    open();
    expect([integerOf(db), db.view.expireAt]).toEqual([-5, 7000]);
    finish();
  });

  test('strings of other kinds are none', () => {
    const { db, open, finish } = setUp();
    for (const value of ['abc', '', ' 1', 'x'.repeat(5000)]) {
      const bytes = Buffer.from(value);
      setBytes(db, KEY, 0, KEY.length, bytes, 0, bytes.length);
      open();
      expect([integerOf(db), bigIntegerOf(db)]).toEqual([Number.NaN, null]);
    }
    finish();
  });

  test('are replaced in place where they take as many bytes', () => {
    const { db, open, text, finish } = setUp();
    setInteger(db, KEY, 0, KEY.length, 100);
    open();
    expect(tryReplaceInteger(db.view, -128)).toBe(true);
    expect(tryReplaceInteger(db.view, 128)).toBe(false);
    expect(text()).toBe('-128');
    setText(db, KEY, 0, KEY.length, Buffer.from('1'), 0, 1);
    open();
    expect(tryReplaceInteger(db.view, 2)).toBe(false);
    finish();
  });
});

test.each([4096, 5000, 50_000])('an argument of %i bytes in pages is adopted', (length) => {
  const { memory, db, text, finish } = setUp();
  const owner = memory.registerOwner('request');
  const value = Buffer.alloc(length, 'abcdefg');
  const collector = new PageCollector(memory, owner, length);
  collector.append(value, 0, length);
  expect(setCollected(db, KEY, 0, KEY.length, collector, NO_EXPIRY)).toBe(true);
  collector.release();
  expect(memory.pagesOf(owner)).toBe(0);
  expect(text()).toBe(value.toString());
  finish();
});

test('refused memory, the old value stays', () => {
  const { memory, db, text, finish } = setUp();
  setText(db, KEY, 0, KEY.length, Buffer.from('old'), 0, 3);
  memory.budget.limitBytes = memory.usedBytes + 4096;
  const value = Buffer.alloc(20_000, 'x');
  expect(setBytes(db, KEY, 0, KEY.length, value, 0, value.length)).toBe(false);
  expect(text()).toBe('old');
  memory.budget.limitBytes = Number.POSITIVE_INFINITY;
  finish();
});
