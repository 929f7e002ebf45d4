import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { detachBuffer } from '../../../src/platform/detach-buffer.js';

const MIB = 1_048_576;

it('leaves a buffer of no length, and no bytes in its views', () => {
  const buffer = new ArrayBuffer(MIB);
  const [bytes, words] = [new Uint8Array(buffer), new Int32Array(buffer)];
  bytes[5] = 1;
  detachBuffer(buffer);
  expect([buffer.byteLength, bytes.length, words.length, bytes[5]]).toEqual([0, 0, 0, undefined]);
});

it('gives the memory back without a garbage collection', async () => {
  const buffers = Array.from({ length: 24 }, () => new ArrayBuffer(16 * MIB));
  for (const buffer of buffers) new Uint8Array(buffer).fill(1);
  const before = process.memoryUsage.rss();
  for (const buffer of buffers) detachBuffer(buffer);
  const deadline = performance.now() + 2000;
  const given = (): number => before - process.memoryUsage.rss();
  // Other tests run in this process meanwhile and take memory of their own.
  while (given() < 192 * MIB && performance.now() < deadline) await delay(5);
  expect(given()).toBeGreaterThan(192 * MIB);
  expect(buffers.length).toBe(24);
});
