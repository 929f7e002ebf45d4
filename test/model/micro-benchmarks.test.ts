/** The small benchmarks run with tiny inputs, so that they go on doing what they say. */
import { expect, it } from 'vitest';
import { MICRO_CASES } from '../../scripts/bench/micro-cases.js';

it.each(MICRO_CASES)('$name', (one) => {
  for (const size of [1, 3, 2000]) {
    const round = one.prepare(size);
    expect(round.operations).toBeGreaterThan(0);
    expect(round.operations).toBeLessThanOrEqual(size);
    for (let i = 0; i < 3; i++) round.run();
    round.finish();
  }
});
