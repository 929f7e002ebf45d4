import { describe, expect, test } from 'vitest';
import { NO_EXPIRY } from '../../../src/keyspace/item-layout.js';
import { Keyspace } from '../../../src/keyspace/keyspace.js';
import { copyOfString, setBytes } from '../../../src/keyspace/string-values.js';
import { RELEASE_DELETE, RELEASE_EXPIRY } from '../../../src/memory/allocation-hooks.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';

const LARGE = 'xyz'.repeat(5000);

function setUp() {
  const memory = new MemoryManager({ pageSizeBytes: 4096, isVerifying: true });
  const keyspace = new Keyspace(memory, { databases: 2, seeds: [5, 6], random: () => 12_345 });
  keyspace.nowMs = 1000;
  const [db, other] = keyspace.databases as [
    (typeof keyspace.databases)[0],
    (typeof keyspace.databases)[0],
  ];
  const put = (key: string, value: string, expireAt = NO_EXPIRY): void => {
    const [k, v] = [Buffer.from(key), Buffer.from(value)];
    expect(setBytes(db, k, 0, k.length, v, 0, v.length, expireAt)).toBe(true);
  };
  const find = (key: string, where = db): number => {
    const bytes = Buffer.from(`--${key}--`);
    return where.find(bytes, 2, bytes.length - 2);
  };
  const value = (key: string, where = db): string | undefined =>
    find(key, where) === 0 ? undefined : Buffer.from(copyOfString(where)).toString();
  const finish = (): void => {
    keyspace.verify();
    keyspace.flushAll();
    memory.verifyEmpty();
  };
  return { memory, keyspace, db, other, put, find, value, finish };
}

describe('expired items', () => {
  test('are removed when they are found', () => {
    const { keyspace, db, put, find, finish } = setUp();
    put('a', 'x', 1001);
    expect(find('a')).not.toBe(0);
    keyspace.nowMs = 1001;
    expect(db.size).toBe(1);
    expect(find('a')).toBe(0);
    expect(db.size).toBe(0);
    expect(keyspace.expiredKeys).toBe(1);
    finish();
  });

  test('can be removed by reference', () => {
    const { memory, keyspace, db, put, find, finish } = setUp();
    put('a', LARGE, 1001);
    put('b', 'y', 5000);
    const reference = find('a');
    const reasons: number[] = [];
    memory.hooks = {
      allocated() {},
      rewritten() {},
      resized() {},
      moved() {},
      pageDropped() {},
      released: (_reference, _requested, _size, reason) => reasons.push(reason),
    };
    db.removeExpired(reference);
    memory.hooks = null;
    expect(new Set(reasons)).toEqual(new Set([RELEASE_EXPIRY]));
    expect([find('a'), db.size, keyspace.expiredKeys]).toEqual([0, 1, 1]);
    finish();
  });
});

describe('lookups', () => {
  test('count hits and misses, and note the access, as far as each says', () => {
    const { keyspace, db, put, finish } = setUp();
    const key = Buffer.from('a');
    keyspace.clock.update(10_000);
    put('a', 'x');
    keyspace.clock.update(20_000);
    const idle = (): number => keyspace.clock.idleSeconds(db.view.clock);
    db.lookupUntouched(key, 0, 1);
    expect(idle()).toBe(10);
    keyspace.isTouching = false;
    db.lookupForRead(key, 0, 1);
    expect(idle()).toBe(10);
    keyspace.isTouching = true;
    db.lookupForWrite(key, 0, 1);
    expect(idle()).toBe(0);
    db.lookupForRead(Buffer.from('b'), 0, 1);
    expect([keyspace.hits, keyspace.misses]).toEqual([2, 1]);
    finish();
  });
});

describe('moving', () => {
  test('to another key keeps value and use, and replaces what is there', () => {
    const { db, put, find, value, finish } = setUp();
    put('a', LARGE);
    put('b', 'old', 5000);
    find('a');
    const { clock } = db.view;
    expect(db.moveFound(db, Buffer.from('b'), NO_EXPIRY)).toBe(true);
    expect([db.view.clock, db.view.isVolatile]).toEqual([clock, false]);
    expect([value('a'), value('b'), db.size]).toEqual([undefined, LARGE, 1]);
    finish();
  });

  test('does not copy the pages of a value within the database', () => {
    const { memory, db, put, find, finish } = setUp();
    put('a', LARGE);
    memory.budget.limitBytes = memory.usedBytes;
    find('a');
    expect(db.moveFound(db, Buffer.from('b'), NO_EXPIRY)).toBe(true);
    memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    finish();
  });

  test('to another database takes everything along', () => {
    const { db, other, put, find, value, finish } = setUp();
    put('a', LARGE, 5000);
    find('a');
    expect(db.moveFound(other, Buffer.from('a'), 5000)).toBe(true);
    expect([db.size, other.size, other.volatileSize]).toEqual([0, 1, 1]);
    expect([value('a'), value('a', other)]).toEqual([undefined, LARGE]);
    finish();
  });

  test('an expiry comes and goes with the item in its place', () => {
    const { db, put, find, value, finish } = setUp();
    put('a', LARGE);
    for (const expireAt of [5000, 6000, NO_EXPIRY, 2n ** 60n]) {
      find('a');
      expect(db.setExpiry(expireAt)).toBe(true);
      find('a');
      expect(db.view.expireAtExact).toBe(expireAt);
      expect(db.volatileSize).toBe(expireAt === NO_EXPIRY ? 0 : 1);
    }
    expect(value('a')).toBe(LARGE);
    finish();
  });
});

test('a copy is independent of the original', () => {
  const { db, other, put, find, value, finish } = setUp();
  put('a', LARGE);
  put('b', 'old');
  find('a');
  expect(db.copyFound(db, Buffer.from('b'), 5000)).toBe(true);
  find('a');
  expect(db.copyFound(other, Buffer.from('a'), NO_EXPIRY)).toBe(true);
  find('a');
  db.removeFound(RELEASE_DELETE);
  expect([value('a'), value('b'), value('a', other)]).toEqual([undefined, LARGE, LARGE]);
  finish();
});

test('refused memory, nothing has changed', () => {
  const { memory, db, other, put, find, value, finish } = setUp();
  put('a', LARGE);
  memory.budget.limitBytes = memory.usedBytes;
  const longKey = Buffer.alloc(3000, 'k');
  find('a');
  expect(db.moveFound(db, longKey, NO_EXPIRY)).toBe(false);
  find('a');
  expect(db.moveFound(other, Buffer.from('a'), NO_EXPIRY)).toBe(false);
  find('a');
  expect(db.copyFound(db, Buffer.from('b'), NO_EXPIRY)).toBe(false);
  find('a');
  expect(db.setExpiry(5000)).toBe(false);
  expect([value('a'), db.size, other.size]).toEqual([LARGE, 1, 0]);
  memory.budget.limitBytes = Number.POSITIVE_INFINITY;
  finish();
});

test('verify notices an item that the index does not know', () => {
  const { db, put } = setUp();
  put('a', 'x');
  put('b', 'x');
  db.items.create(Buffer.from('c'), 0, 1, 1, 1, NO_EXPIRY, 0);
  expect(() => db.verify()).toThrow(/3 items live, 2 indexed/);
});
