/**
 * Random operations on the index and on a Map, growing and shrinking by turns, and walks while it
 * does so. INDEX_OPERATIONS sets how many, INDEX_SEED repeats a run.
 */
import { describe, expect, test } from 'vitest';
import { IndexModel, spread } from '../support/index-model.js';
import { countFrom, seedFrom } from '../support/prng.js';

const OPERATIONS = countFrom('INDEX_OPERATIONS', 1_000_000);
const OPERATIONS_PER_CHECK = 10_000;
const KEYS = 30_000;

function newModel(pageSizeBytes: number, hash?: (key: number) => number): IndexModel {
  const seed = seedFrom('INDEX_SEED');
  process.stderr.write(`INDEX_SEED=${seed} with pages of ${pageSizeBytes} bytes\n`);
  return new IndexModel(seed, pageSizeBytes, hash);
}

/** Few hashes for many keys: buckets overflow far, fingerprints meet. */
const poorHash = (key: number): number => spread(key) & 0x3ff00003;

describe.each([
  { pageSizeBytes: 4096, hash: spread, name: 'well spread' },
  { pageSizeBytes: 4096, hash: poorHash, name: 'colliding' },
  { pageSizeBytes: 32_768, hash: spread, name: 'well spread' },
  { pageSizeBytes: 1_048_576, hash: spread, name: 'well spread' },
])('with pages of $pageSizeBytes bytes and $name hashes', ({ pageSizeBytes, hash }) => {
  test('it behaves as a Map', () => {
    const model = newModel(pageSizeBytes, hash);
    const count = OPERATIONS / 4;
    for (let i = 1; i <= count; i++) {
      // Shares rise and fall, so that pages split and merge over and over.
      const share = 0.5 + 0.48 * Math.sin((i / count) * Math.PI * 12);
      model.step(KEYS, share);
      if (i % OPERATIONS_PER_CHECK === 0) model.check();
    }
    for (const key of [...model.references.keys()]) model.remove(key);
    expect(model.index.pages).toBe(0);
    model.finish();
  }, 120_000);

  test('a walk meets every key that stays, while others come and go', () => {
    const model = newModel(pageSizeBytes, hash);
    const staying = Array.from({ length: 2000 }, (_, i) => KEYS + i);
    for (const key of staying) model.insert(key);
    for (let walk = 0; walk < 6; walk++) {
      const isGrowing = walk % 2 === 0;
      const met = new Set(
        model.scan(() => {
          for (let i = 0; i < 20; i++) model.step(KEYS, isGrowing ? 0.95 : 0.02);
        }),
      );
      expect(staying.filter((key) => !met.has(key))).toEqual([]);
    }
    model.check();
    model.finish();
  }, 120_000);
});
