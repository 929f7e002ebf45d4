import { describe, expect, test } from 'vitest';
import { KeyHasher } from '../../../src/base/siphash.js';
import { ENCODING_EMBSTR, ENCODING_RAW, NO_EXPIRY } from '../../../src/keyspace/item-layout.js';
import { Items } from '../../../src/keyspace/items.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';

function setUp() {
  const memory = new MemoryManager({ pageSizeBytes: 4096, isVerifying: true });
  const hasher = new KeyHasher(1, 2);
  const items = new Items(memory, 'db', hasher);
  const create = (key: string, expireAt = NO_EXPIRY): number => {
    const bytes = Buffer.from(key);
    const reference = items.create(bytes, 0, bytes.length, ENCODING_EMBSTR, 2, expireAt, 9);
    items.view.bytes[items.view.valueAt] = 1;
    items.view.bytes[items.view.valueAt + 1] = 0x76;
    return reference;
  };
  return { memory, hasher, items, create };
}

describe.each([0, 1, 255, 256, 1023, 1024, 4000])('a key of %i bytes', (length) => {
  const key = 'k'.repeat(length);

  test.each([NO_EXPIRY, 5000])('expiring at %i is compared and hashed', (expireAt) => {
    const { memory, hasher, items, create } = setUp();
    const reference = create(key, expireAt);
    const bytes = Buffer.from(`[${key}]`);
    const end = 1 + length;
    expect(items.keyEquals(reference, bytes, 1, end)).toBe(true);
    expect(items.keyEquals(reference, bytes, 1, end + 1)).toBe(false);
    if (length > 0) {
      expect(items.keyEquals(reference, bytes, 1, end - 1)).toBe(false);
      bytes[length] = 0x78;
      expect(items.keyEquals(reference, bytes, 1, end)).toBe(false);
    }
    const plain = Buffer.from(key);
    expect(items.hashOf(reference)).toBe(hasher.hash(plain, 0, length));
    items.verify();
    items.release(reference);
    memory.verifyEmpty();
  });
});

test('items that expire have pages of their own and are counted', () => {
  const { memory, items, create } = setUp();
  const layout = memory.layout;
  const stays = create('a');
  const goes = create('b', 5000);
  expect(stays >>> layout.slotBits).not.toBe(goes >>> layout.slotBits);
  expect(items.volatileCount).toBe(1);
  items.release(goes);
  expect(items.volatileCount).toBe(0);
  items.release(stays);
  memory.verifyEmpty();
});

test('a page notes the earliest time of its items', () => {
  const { memory, items, create } = setUp();
  const first = create('a', 9000);
  const page = first >>> memory.layout.slotBits;
  const { ownerNote } = memory.table;
  expect(ownerNote[page]).toBe(9000);
  create('b', 7000);
  create('c', 8000);
  expect(ownerNote[page]).toBe(7000);
  items.open(first);
  items.setExpiryOfView(6000);
  expect(ownerNote[page]).toBe(6000);
  const persistent = create('d');
  expect(ownerNote[persistent >>> memory.layout.slotBits]).toBe(Number.POSITIVE_INFINITY);
});

test('an item that moves brings its time along', () => {
  const { memory, items, create } = setUp();
  const reference = create('a', 9000);
  create('b', 5000);
  const page = reference >>> memory.layout.slotBits;
  items.volatile.startEvacuation(page);
  const moved = items.relocate(reference, (candidate) => candidate === page);
  const after = moved >>> memory.layout.slotBits;
  expect(after).not.toBe(page);
  expect(memory.table.ownerNote[after]).toBe(9000);
  expect(items.open(moved).expireAt).toBe(9000);
});

describe('rewriting in place', () => {
  test('works within the slot class only', () => {
    const { items, create } = setUp();
    const reference = create('key');
    const slotSize = items.open(reference).slotSize;
    const head = items.view.valueAt - items.view.base;
    expect(items.tryRewrite(ENCODING_RAW, slotSize - head, 11, 'now')).toBe(true);
    expect([items.view.encoding, items.view.clock]).toEqual([ENCODING_RAW, 11]);
    items.view.bytes[items.view.valueAt] = slotSize - head - 1;
    items.open(reference);
    expect(items.tryRewrite(ENCODING_EMBSTR, slotSize - head + 1, 12, 'now')).toBe(false);
    expect(items.tryRewrite(ENCODING_EMBSTR, 5000, 12, 'now')).toBe(false);
    expect([items.view.encoding, items.view.clock]).toEqual([ENCODING_RAW, 11]);
    items.verify();
  });
});

test('refused memory, a long key leaves nothing behind', () => {
  const { memory, items } = setUp();
  memory.budget.limitBytes = 4096;
  const key = Buffer.alloc(3000, 'k');
  expect(items.create(key, 0, 3000, ENCODING_EMBSTR, 2, NO_EXPIRY, 0)).toBe(0);
  memory.verifyEmpty();
});

test('verify notices a miscounted volatile item', () => {
  const { items, create } = setUp();
  create('a', 5000);
  items.volatileCount++;
  expect(() => items.verify()).toThrow(/1 volatile items, 2 counted/);
});
