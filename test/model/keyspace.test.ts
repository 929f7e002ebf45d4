/**
 * Random operations on a keyspace and on plain Maps. MODEL_OPERATIONS sets how many,
 * MODEL_SEED repeats a run.
 */
import { expect, test } from 'vitest';
import { KeyspaceModel } from '../support/keyspace-model.js';
import { countFrom, seedFrom } from '../support/prng.js';

const OPERATIONS = countFrom('MODEL_OPERATIONS', 1_000_000);
const OPERATIONS_PER_CHECK = 1000;
const CHECKS_PER_VALUES = 20;
/** Pages of a megabyte take long to clear and check, so they get a smaller share. */
const PAGE_SIZES = [
  { pageSizeBytes: 4096, share: 0.5 },
  { pageSizeBytes: 32_768, share: 0.47 },
  { pageSizeBytes: 1_048_576, share: 0.03 },
];

test.each(PAGE_SIZES)(
  'in pages of $pageSizeBytes bytes, a keyspace behaves as a Map',
  (one) => {
    const { pageSizeBytes, share } = one;
    const seed = seedFrom('MODEL_SEED');
    process.stderr.write(`MODEL_SEED=${seed} with pages of ${pageSizeBytes} bytes\n`);
    const model = new KeyspaceModel(seed, pageSizeBytes);
    const count = Math.ceil(OPERATIONS * share);
    for (let i = 1; i <= count; i++) {
      model.step();
      if (i % OPERATIONS_PER_CHECK === 0) model.check();
      if (i % (OPERATIONS_PER_CHECK * CHECKS_PER_VALUES) === 0) model.checkValues();
    }
    expect(model.keyspace.expiredKeys).toBeGreaterThan(count / 100);
    // Only of such pages do values have enough to be worth freeing later.
    if (pageSizeBytes === 4096) expect(model.keyspace.lazilyFreedValues).toBeGreaterThan(0);
    model.finish();
  },
  300_000,
);
