import { expect, it } from 'vitest';
import { detachBuffer } from '../../../src/platform/detach-buffer.js';

it('leaves a buffer of no length, and no bytes in its views', () => {
  const buffer = new ArrayBuffer(1_048_576);
  const [bytes, words] = [new Uint8Array(buffer), new Int32Array(buffer)];
  bytes[5] = 1;
  detachBuffer(buffer);
  expect([buffer.byteLength, bytes.length, words.length, bytes[5]]).toEqual([0, 0, 0, undefined]);
});

it('gives the memory back at once, without a garbage collection', () => {
  const size = 64 * 1_048_576;
  const buffers = Array.from({ length: 4 }, () => {
    const buffer = new ArrayBuffer(size);
    new Uint8Array(buffer).fill(1);
    return buffer;
  });
  const before = process.memoryUsage.rss();
  for (const buffer of buffers) detachBuffer(buffer);
  expect(before - process.memoryUsage.rss()).toBeGreaterThan(3 * size);
});

it('can be done twice', () => {
  const buffer = new ArrayBuffer(8);
  detachBuffer(buffer);
  expect(() => detachBuffer(buffer)).toThrow();
  expect(buffer.byteLength).toBe(0);
});
