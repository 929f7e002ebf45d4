import { expect, test } from 'vitest';
import { block } from '../../../src/platform/block.js';

test('takes the time it is given, and none without', () => {
  const started = performance.now();
  block(30);
  const blockedMs = performance.now() - started;
  expect(blockedMs).toBeGreaterThan(28);
  for (const ms of [0, -1, Number.NaN]) block(ms);
  expect(performance.now() - started).toBeLessThan(blockedMs + 25);
});
