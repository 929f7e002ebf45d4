import { describe, expect, it } from 'vitest';
import { Compaction } from '../../../src/keyspace/compaction.js';
import type { Database } from '../../../src/keyspace/database.js';
import { NO_EXPIRY } from '../../../src/keyspace/item-layout.js';
import { Keyspace } from '../../../src/keyspace/keyspace.js';
import { copyOfString, setBytes } from '../../../src/keyspace/string-values.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { Prng, seedFrom } from '../../support/prng.js';

const PAGE = 32_768;
const LIVE_RATIO_MAX = 1.25;

interface Model {
  keyspace: Keyspace;
  db: Database;
  values: Map<string, Uint8Array>;
  prng: Prng;
}

function makeModel(seed: number, isVerifying: boolean): Model {
  console.info(`COMPACTION_SEED=${seed}`);
  const prng = new Prng(seed);
  const memory = new MemoryManager({ regionSizeBytes: 1_048_576, isVerifying });
  const random = (): number => prng.integer(-(2 ** 31), 2 ** 31 - 1);
  const keyspace = new Keyspace(memory, { databases: 2, seeds: [random(), random()], random });
  return { keyspace, db: keyspace.databases[0] as Database, values: new Map(), prng };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Sets a key to random content; `volatileShare` is the probability that it expires. */
function put(model: Model, name: string, size: number, volatileShare = 0.25): void {
  const { db, values, prng } = model;
  const key = bytesOf(name);
  const value = new Uint8Array(size).fill(prng.integer(0, 255));
  const expireAt = prng.chance(volatileShare) ? 1_000_000 : NO_EXPIRY;
  expect(setBytes(db, key, 0, key.length, value, 0, size, expireAt)).toBe(true);
  values.set(name, value);
}

function drop({ db, values }: Model, name: string): void {
  const key = bytesOf(name);
  expect(db.remove(key, 0, key.length)).toBe(true);
  values.delete(name);
}

function checkContent({ db, values }: Model): void {
  expect(db.size).toBe(values.size);
  for (const [name, value] of values) {
    const key = bytesOf(name);
    if (db.find(key, 0, key.length) === 0) throw new Error(`${name} is lost`);
    if (Buffer.compare(copyOfString(db), value) !== 0) throw new Error(`${name} changed`);
  }
}

function liveBytes({ db }: Model): number {
  let live = db.index.entryBytes;
  for (const slab of [db.items.persistent, db.items.volatile, db.items.values]) {
    live += slab.liveBytes.reduce((sum, bytes) => sum + bytes, 0) + slab.wholePages * PAGE;
  }
  return live;
}

/** Sizes of values: mostly small, some in pieces, a few with pages, two with directories. */
function sizeOf(i: number): number {
  if (i % 5000 === 0) return 10 * PAGE + i;
  if (i % 500 === 0) return 2 * PAGE + i;
  return i % 50 === 0 ? 3000 + i : 20 + (i % 40);
}

describe('compaction', () => {
  it('brings pages under 1.25 times the live bytes after most keys are deleted', () => {
    const model = makeModel(seedFrom('COMPACTION_SEED'), false);
    for (let i = 0; i < 150_000; i++) put(model, `key:${i}`, 40, 0);
    for (let i = 0; i < 150_000; i++) if (model.prng.integer(0, 9) !== 0) drop(model, `key:${i}`);
    const before = model.keyspace.memory.pool.regionCount;
    const steps = new Compaction(model.keyspace).run();
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { memory } = model.keyspace;
    expect(step.value.pagesAfter).toBe(memory.pagesInUse);
    expect(memory.usedBytes / liveBytes(model)).toBeLessThan(LIVE_RATIO_MAX);
    expect(memory.pool.regionCount).toBeLessThan(before / 2);
    expect(step.value.releasedBytes).toBeGreaterThan(0);
    checkContent(model);
    model.keyspace.verify();
  });

  it('leaves pages also where all are equally full', () => {
    const model = makeModel(seedFrom('COMPACTION_SEED'), true);
    for (let i = 10_000; i < 20_000; i++) put(model, `key:${i}`, 300, 0);
    for (let i = 10_000; i < 20_000; i++) if (i % 10 !== 0) drop(model, `key:${i}`);
    for (const _ of new Compaction(model.keyspace).run()) model.keyspace.memory.pagesInUse;
    expect(model.keyspace.memory.usedBytes / liveBytes(model)).toBeLessThan(LIVE_RATIO_MAX);
    checkContent(model);
    model.keyspace.verify();
  });

  it('keeps every value while keys are written and deleted between its steps', () => {
    const model = makeModel(seedFrom('COMPACTION_SEED'), true);
    const { prng } = model;
    for (let i = 0; i < 20_000; i++) put(model, `key:${i}`, sizeOf(i));
    put(model, 'k'.repeat(3000), 100);
    for (let i = 0; i < 20_000; i++) if (prng.integer(0, 9) < 8) drop(model, `key:${i}`);
    let next = 20_000;
    for (const _ of new Compaction(model.keyspace).run()) {
      for (let i = 0; i < 5; i++) {
        put(model, `key:${next}`, sizeOf(next));
        const victim = `key:${prng.integer(0, next - 1)}`;
        if (model.values.has(victim)) drop(model, victim);
        next++;
      }
    }
    checkContent(model);
    model.keyspace.verify();
    model.keyspace.flushAll();
    model.keyspace.memory.verifyEmpty();
  });

  it('leaves everything as it was where memory is refused', () => {
    const model = makeModel(seedFrom('COMPACTION_SEED'), true);
    for (let i = 0; i < 20_000; i++) put(model, `key:${i}`, 20 + (i % 40));
    for (let i = 0; i < 20_000; i += 2) drop(model, `key:${i}`);
    model.keyspace.memory.budget.limitBytes = model.keyspace.memory.usedBytes;
    for (const _ of new Compaction(model.keyspace).run()) model.keyspace.memory.pagesInUse;
    checkContent(model);
    model.keyspace.verify();
  });
});
