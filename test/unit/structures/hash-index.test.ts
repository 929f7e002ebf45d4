import { describe, expect, test } from 'vitest';
import { IndexModel, spread } from '../../support/index-model.js';

const PAGE = 4096;

function filled(count: number, seed = 1, pageSizeBytes = PAGE): IndexModel {
  const model = new IndexModel(seed, pageSizeBytes);
  for (let key = 0; key < count; key++) expect(model.insert(key)).toBe(true);
  return model;
}

test('an empty index finds, scans and draws nothing, and has no page', () => {
  const { index, prng } = new IndexModel(1, PAGE);
  expect(index.find(7, Buffer.alloc(4), 0, 4)).toBe(0);
  expect(index.findReference(7, 1)).toBe(false);
  expect(index.scan(0, () => expect.unreachable())).toBe(0);
  expect(index.scanPage(0, () => expect.unreachable())).toBe(0);
  expect(index.random(() => prng.next())).toBe(0);
  expect(index.pages).toBe(0);
  expect(index.pageFor(0)).toBe(0);
  index.verify();
});

test('keys are found by key and by reference, and replaced in place', () => {
  const model = filled(500);
  for (let key = 0; key < 500; key++) expect(model.find(key)).toBe(key + 1);
  model.find(42);
  model.replace(42);
  expect(model.find(42)).toBe(501);
  expect(model.index.findReference(spread(42), 501)).toBe(true);
  expect(model.index.findReference(spread(42), 43)).toBe(false);
  model.check();
  model.finish();
});

test('it grows a page at a time and gives pages back as it shrinks', () => {
  const model = new IndexModel(1, PAGE);
  let before = 0;
  for (let key = 0; key < 20_000; key++) {
    model.insert(key);
    expect(model.index.pages - before).toBeLessThanOrEqual(1);
    before = model.index.pages;
  }
  const full = model.index.pages;
  // 768 entries fit into a page, of which splitting leaves more than a third in use.
  expect(full).toBeGreaterThan(20_000 / 768);
  expect(full).toBeLessThan((20_000 / 768) * 3);
  for (let key = 0; key < 19_000; key++) model.remove(key);
  expect(model.index.pages).toBeLessThan(full / 4);
  model.check();
  for (let key = 19_000; key < 20_000; key++) model.remove(key);
  model.memory.verifyEmpty();
});

test('a refusal of memory leaves all entries and counts as they were', () => {
  const model = new IndexModel(1, PAGE);
  model.memory.budget.limitBytes = 4 * PAGE;
  let key = 0;
  while (model.insert(key)) key++;
  expect(key).toBeGreaterThan(4 * 768 * 0.5);
  for (let i = 0; i < key; i++) expect(model.find(i)).toBe(i + 1);
  model.check();
  model.memory.budget.limitBytes = Number.POSITIVE_INFINITY;
  expect(model.insert(key)).toBe(true);
  model.check();
  model.finish();
});

test('a search ends where every bucket of a page has overflowed', () => {
  // A page has 64 buckets of 12 entries; the first bits of a hash are the bucket's number.
  const homeOf = (key: number): number => Math.floor(key / 100);
  const model = new IndexModel(1, PAGE, (key) => (homeOf(key) << 26) | (key & 0xff));
  for (let bucket = 0; bucket < 64; bucket++) {
    const keys = Array.from({ length: 13 }, (_, i) => bucket * 100 + i);
    for (const key of keys) model.insert(key);
    // The last one went to another bucket, which its own goes on telling when the others leave.
    for (const key of keys.slice(0, 12)) model.remove(key);
  }
  expect(model.index.count).toBe(64);
  for (let bucket = 0; bucket < 64; bucket++) {
    expect(model.find(bucket * 100 + 50)).toBe(0);
    expect(model.find(bucket * 100 + 12)).not.toBe(0);
  }
  model.check();
  model.finish();
});

test('room can be prepared ahead of several entries', () => {
  const model = filled(700);
  const { index } = model;
  expect(index.prepareInsert(spread(1), 100)).toBe(true);
  const { pages } = index;
  expect(pages).toBeGreaterThan(1);
  model.insert(700);
  expect(index.pages).toBe(pages);
  model.finish();
});

describe('walks', () => {
  test('meet each key once while nothing changes', () => {
    const model = filled(5000);
    const met = model.scan();
    expect(met.sort((a, b) => a - b)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    model.finish();
  });

  test('page by page as well', () => {
    const model = filled(5000);
    const met: number[] = [];
    let parts = 0;
    let cursor = 0;
    do {
      cursor = model.index.scanPage(cursor, (reference) => met.push(model.keyOf(reference)));
      parts++;
    } while (cursor !== 0);
    expect(parts).toBe(model.index.pages);
    expect(met.sort((a, b) => a - b)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    model.finish();
  });

  test('can begin at any cursor', () => {
    const model = filled(3000);
    const { index } = model;
    for (const cursor of [1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) {
      const next = index.scan(cursor, (reference) => {
        expect(model.references.has(model.keyOf(reference))).toBe(true);
      });
      expect(next === 0 || next > cursor).toBe(true);
    }
    model.finish();
  });
});

test.each([
  { count: 40, draws: 40_000 },
  { count: 3000, draws: 150_000 },
])('$count entries are drawn with equal chance', ({ count, draws }) => {
  const model = filled(count, 5);
  const { index, prng } = model;
  const hits = new Float64Array(count);
  for (let i = 0; i < draws; i++) hits[model.keyOf(index.random(() => prng.next()))]!++;
  const expected = draws / count;
  const chiSquared = hits.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0);
  // Its mean is count - 1, its standard deviation sqrt(2 (count - 1)).
  expect(Math.abs(chiSquared - (count - 1)) / Math.sqrt(2 * (count - 1))).toBeLessThan(5);
  model.finish();
});

test('few entries among many buckets are still drawn', () => {
  const model = filled(2, 9, 1_048_576);
  const drawn = new Set<number>();
  for (let i = 0; i < 50; i++) drawn.add(model.keyOf(model.index.random(() => model.prng.next())));
  expect([...drawn].sort()).toEqual([0, 1]);
  model.finish();
});

test('pages move without losing an entry', () => {
  const model = filled(4000);
  const { index } = model;
  let hash = 0;
  do {
    const before = index.pageFor(hash);
    expect(index.movePage(hash)).toBe(true);
    expect(index.pageFor(hash)).not.toBe(before);
    hash = index.hashAfterPage(hash);
  } while (hash !== 0);
  for (let key = 0; key < 4000; key++) model.find(key);
  model.check();
  model.finish();
});

test('verify notices a lost entry and a wrong count', () => {
  const model = filled(100);
  model.index.count--;
  expect(() => model.index.verify()).toThrow(/index counts 99 entries, a walk 100/);
  model.index.count++;
  model.find(5);
  model.index.replaceHit(0);
  expect(() => model.index.verify()).toThrow(/index counts 100 entries, a walk 99/);
});
