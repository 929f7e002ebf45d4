import { expect, test } from 'vitest';
import {
  CONTEXT_OTHER,
  CONTEXT_TABLE_BYTES_MAX,
  ContextTable,
  contextKind,
} from '../../../src/profiler/context-table.js';
import { Prng, seedFrom } from '../../support/prng.js';

const NONE = new Uint8Array(0);

function idOf(table: ContextTable, text: string, site = 1): number {
  const bytes = Buffer.from(`..${text}..`);
  return table.idFor(site, 2, contextKind(3, 4), 5, 6, bytes, 2, bytes.length - 2);
}

test('a tuple gets one id, and its parts are read back', () => {
  const table = new ContextTable();
  const id = idOf(table, 'user:');
  expect(id).toBe(2);
  expect(idOf(table, 'user:')).toBe(id);
  expect(table.siteOf(id)).toBe(1);
  expect(table.commandOf(id)).toBe(2);
  expect(table.typeOf(id)).toBe(3);
  expect(table.encodingOf(id)).toBe(4);
  expect(table.dbOf(id)).toBe(5);
  expect(table.userOf(id)).toBe(6);
  expect(Buffer.from(table.prefixOf(id)).toString()).toBe('user:');
});

test('each part of the tuple, and the current client, tells contexts apart', () => {
  const table = new ContextTable();
  const ids = new Set([
    table.idFor(1, 1, 1, 1, 1, NONE, 0, 0),
    table.idFor(2, 1, 1, 1, 1, NONE, 0, 0),
    table.idFor(1, 2, 1, 1, 1, NONE, 0, 0),
    table.idFor(1, 1, contextKind(2, 0), 1, 1, NONE, 0, 0),
    table.idFor(1, 1, contextKind(1, 1), 1, 1, NONE, 0, 0),
    table.idFor(1, 1, 1, 2, 1, NONE, 0, 0),
    table.idFor(1, 1, 1, -1, 1, NONE, 0, 0),
    table.idFor(1, 1, 1, 1, 2, NONE, 0, 0),
    table.idFor(1, 1, 1, 1, 1, new Uint8Array([0]), 0, 1),
    table.idFor(1, 1, 1, 1, 1, new Uint8Array([0, 0]), 0, 2),
  ]);
  table.client = 7;
  ids.add(table.idFor(1, 1, 1, 1, 1, NONE, 0, 0));
  expect(ids.size).toBe(11);
  table.client = 0;
  expect(table.idFor(1, 1, 1, 1, 1, NONE, 0, 0)).toBe(2);
});

test('the tuple of zeros is a context of its own, not the unknown one', () => {
  const table = new ContextTable();
  expect(table.idFor(0, 0, 0, 0, 0, NONE, 0, 0)).toBe(2);
  expect(table.prefixOf(0).length).toBe(0);
});

test('prefixes that differ in one byte anywhere are different, at every length', () => {
  for (const length of [1, 3, 4, 5, 7, 8, 9, 12, 13, 40]) {
    const table = new ContextTable();
    const base = 'x'.repeat(length);
    const first = idOf(table, base);
    const ids = new Set([first]);
    for (let at = 0; at < length; at++) {
      ids.add(idOf(table, `${base.slice(0, at)}y${base.slice(at + 1)}`));
      expect(idOf(table, base)).toBe(first);
    }
    expect(ids.size).toBe(length + 1);
  }
});

test('highest ids of sites, commands and users survive', () => {
  const table = new ContextTable();
  const id = table.idFor(65535, 65535, contextKind(255, 255), 2 ** 31 - 1, 65535, NONE, 0, 0);
  expect(table.siteOf(id)).toBe(65535);
  expect(table.commandOf(id)).toBe(65535);
  expect(table.typeOf(id)).toBe(255);
  expect(table.encodingOf(id)).toBe(255);
  expect(table.userOf(id)).toBe(65535);
  expect(table.dbOf(id)).toBe(2 ** 31 - 1);
});

test('agrees with a map of tuples while it grows, counters included', () => {
  const prng = new Prng(seedFrom('PROFILER_SEED'));
  console.log(`PROFILER_SEED=${prng.seed}`);
  const table = new ContextTable(() => 0, 16 * 1024 * 1024);
  const model = new Map<string, { id: number; bytes: number }>();
  for (let round = 0; round < 60_000; round++) {
    const prefix = Buffer.from(`p${prng.integer(0, 40)}:`.repeat(prng.integer(0, 2)));
    const tuple = [0, 1, 2, 3, 4].map(() => prng.integer(0, 2));
    const [site, command, kind, db, user] = tuple;
    const id = table.idFor(site, command, kind, db, user, prefix, 0, prefix.length);
    table.allocated(id, round, 1);
    const key = `${tuple.join()}|${prefix}`;
    const known = model.get(key);
    if (known === undefined) {
      expect(id).toBe(model.size + 2);
      model.set(key, { id, bytes: round });
    } else {
      expect(id).toBe(known.id);
      known.bytes += round;
    }
  }
  expect(model.size).toBeGreaterThan(5000);
  expect(table.count).toBe(model.size + 2);
  for (const { id, bytes } of model.values()) expect(table.counters.inUseBytes(id)).toBe(bytes);
});

test('a full table counts under other, keeps what it knows and stays under its cap', () => {
  const table = new ContextTable();
  const bytes = Buffer.alloc(8);
  let filled = 0;
  for (let n = 0; n < 70_000; n++) {
    bytes.writeUInt32LE(n);
    if (table.idFor(1, 1, 1, 0, 0, bytes, 0, 8) === CONTEXT_OTHER) filled++;
    expect(table.memoryBytes).toBeLessThanOrEqual(CONTEXT_TABLE_BYTES_MAX);
  }
  expect(table.count).toBeGreaterThan(16_000);
  expect(table.count - 2 + filled).toBe(70_000);
  expect(table.overflowCount).toBe(filled);
  bytes.writeUInt32LE(0);
  expect(table.idFor(1, 1, 1, 0, 0, bytes, 0, 8)).toBe(2);
});

test('long prefixes fill the table too, without passing the cap', () => {
  const table = new ContextTable(() => 0, 256 * 1024);
  const bytes = Buffer.alloc(4096);
  let id = 0;
  for (let n = 0; n < 100; n++) {
    bytes.writeUInt32LE(n, 2000);
    id = table.idFor(1, 1, 1, 0, 0, bytes, 0, 4096);
  }
  expect(id).toBe(CONTEXT_OTHER);
  expect(table.count).toBeGreaterThan(10);
  expect(table.memoryBytes).toBeLessThanOrEqual(256 * 1024);
});

test('the stack is captured once a context', () => {
  let captures = 0;
  const table = new ContextTable(() => 100 + captures++);
  const first = idOf(table, 'a:');
  idOf(table, 'a:');
  const second = idOf(table, 'b:');
  expect(captures).toBe(2);
  expect(table.stackOf(first)).toBe(100);
  expect(table.stackOf(second)).toBe(101);
});

test('an id that was never given is refused', () => {
  expect(() => new ContextTable().siteOf(2)).toThrow('context 2 exists');
});
