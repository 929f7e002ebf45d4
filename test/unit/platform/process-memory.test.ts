import { expect, test } from 'vitest';
import { systemProcessMemory } from '../../../src/platform/process-memory.js';

test('the parts are measured: an ArrayBuffer counts where it belongs', () => {
  const before = systemProcessMemory();
  const size = 50_000_000;
  const buffer = new Uint8Array(size).fill(1);
  const after = systemProcessMemory();
  expect(after.arrayBufferBytes - before.arrayBufferBytes).toBeGreaterThanOrEqual(size);
  expect(after.rssBytes).toBeGreaterThan(after.v8HeapBytes + after.codeBytes);
  expect(after.codeBytes).toBeGreaterThan(0);
  expect(buffer[size - 1]).toBe(1);
});
