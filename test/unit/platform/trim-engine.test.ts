import { expect, test } from 'vitest';
import { trimEngine } from '../../../src/platform/trim-engine.js';

test('garbage is collected at once, and no collector is left at hand', () => {
  let kept: unknown[] = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  expect(kept).toHaveLength(500_000);
  const before = process.memoryUsage().heapUsed;
  kept = [];
  trimEngine();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 10_000_000);
  expect((globalThis as { gc?: unknown }).gc).toBeUndefined();
});
