import { expect, test } from 'vitest';
import { Keyspace } from '../../../src/keyspace/keyspace.js';
import { setBytes } from '../../../src/keyspace/string-values.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';

const KEY = Buffer.from('key');

function newKeyspace(databases = 3): Keyspace {
  const memory = new MemoryManager({ pageSizeBytes: 4096, isVerifying: true });
  const keyspace = new Keyspace(memory, { databases, seeds: [3, 4], random: () => 7 });
  keyspace.nowMs = 1000;
  return keyspace;
}

function put(keyspace: Keyspace, number: number, value: Buffer): void {
  const db = keyspace.database(number)!;
  expect(setBytes(db, KEY, 0, KEY.length, value, 0, value.length)).toBe(true);
}

test('has the databases it was made with', () => {
  const keyspace = newKeyspace();
  expect(keyspace.databases.map((db) => db.number)).toEqual([0, 1, 2]);
  expect(keyspace.database(2)).toBe(keyspace.databases[2]);
  expect(keyspace.database(3)).toBeUndefined();
  expect(keyspace.database(-1)).toBeUndefined();
});

test('an empty one holds no page', () => {
  const { memory } = newKeyspace(16);
  memory.verifyEmpty();
});

test('databases exchange contents and numbers', () => {
  const keyspace = newKeyspace();
  put(keyspace, 0, Buffer.from('x'));
  const full = keyspace.database(0);
  keyspace.swap(0, 2);
  expect(keyspace.database(2)).toBe(full);
  expect(keyspace.databases.map((db) => db.number)).toEqual([0, 1, 2]);
  expect(keyspace.databases.map((db) => db.size)).toEqual([0, 0, 1]);
  keyspace.swap(1, 1);
  keyspace.verify();
});

test('pages that wait to be freed are those of all databases', () => {
  const keyspace = newKeyspace();
  for (const number of [0, 2]) {
    put(keyspace, number, Buffer.alloc(70 * 4096, 'x'));
    keyspace.database(number)!.remove(KEY, 0, KEY.length, 0, 'later');
  }
  expect(keyspace.pendingValues).toBe(2);
  expect(keyspace.freeLater(100)).toBe(true);
  expect(keyspace.pendingValues).toBe(1);
  expect(keyspace.freeLater(100)).toBe(false);
  expect(keyspace.lazilyFreedValues).toBe(2);
  keyspace.memory.verifyEmpty();
});

test('a flush leaves nothing', () => {
  const keyspace = newKeyspace();
  for (const number of [0, 1, 2]) put(keyspace, number, Buffer.alloc(9000, 'x'));
  keyspace.flushAll();
  keyspace.verify();
  keyspace.memory.verifyEmpty();
});
