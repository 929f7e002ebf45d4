import { expect, test } from 'vitest';
import { findFault } from '../../../src/base/hyperloglog-selftest.js';
import { Prng } from '../../support/prng.js';

test('no fault is found, whatever the elements', () => {
  for (const seed of [1, 2, 3]) {
    const prng = new Prng(seed);
    expect(
      findFault(() => prng.integer(-(2 ** 31), 2 ** 31 - 1)),
      `seed ${seed}`,
    ).toBeNull();
  }
});
