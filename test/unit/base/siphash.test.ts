import { expect, test } from 'vitest';
import { KeyHasher } from '../../../src/base/siphash.js';
import { Prng, seedFrom } from '../../support/prng.js';

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** HalfSipHash-1-3 written from its description, with the state in an array. */
function referenceHash(key0: number, key1: number, message: Uint8Array): number {
  const v = new Uint32Array([key0, key1, 0x6c796765 ^ key0, 0x74656462 ^ key1]);
  const round = (): void => {
    v[0] += v[1];
    v[1] = rotate(v[1], 5) ^ v[0];
    v[0] = rotate(v[0], 16);
    v[2] += v[3];
    v[3] = rotate(v[3], 8) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 7) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 13) ^ v[2];
    v[2] = rotate(v[2], 16);
  };
  const padded = new Uint8Array((message.length & ~3) + 4);
  padded.set(message);
  padded[padded.length - 1] = message.length;
  const view = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 4) {
    v[3] ^= view.getUint32(at, true);
    round();
    v[0] ^= view.getUint32(at, true);
  }
  v[2] ^= 0xff;
  for (let count = 0; count < 3; count++) round();
  return (v[1] ^ v[3]) | 0;
}

test('agrees with the published vectors', () => {
  // Message of n bytes 0, 1, 2, … under the key 00 01 02 … 07; from the Linux kernel's self-test.
  const vectors = [
    0x5814c896, 0xe7e864ca, 0xbc4b0e30, 0x01539939, 0x7e059ea6, 0x88e3d89b, 0xa0080b65, 0x9d38d9d6,
    0x577999b1, 0xc839caed, 0xe4fa32cf, 0x959246ee,
  ];
  const hasher = new KeyHasher(0x03020100, 0x07060504);
  const message = Uint8Array.from({ length: vectors.length }, (_, index) => index);
  const hashes = vectors.map((_, length) => hasher.hash(message, 0, length) >>> 0);
  expect(hashes).toEqual(vectors);
});

test('agrees with the reference for every length and alignment', () => {
  const seed = seedFrom('SIPHASH_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 3000; round++) {
    const bytes = prng.bytes(prng.integer(0, 80));
    const start = prng.integer(0, bytes.length);
    const end = prng.integer(start, bytes.length);
    const [key0, key1] = [prng.next(), prng.next()];
    const hash = new KeyHasher(key0, key1).hash(bytes, start, end);
    expect(hash, `seed ${seed}`).toBe(referenceHash(key0, key1, bytes.subarray(start, end)));
    expect(hash | 0).toBe(hash);
  }
});

test('a zero byte more is another hash', () => {
  const hasher = new KeyHasher(1, 2);
  const zeros = new Uint8Array(64);
  const hashes = new Set(Array.from(zeros, (_, length) => hasher.hash(zeros, 0, length)));
  expect(hashes.size).toBe(64);
});

test('one changed bit changes about half of the result', () => {
  const hasher = new KeyHasher(0x12345678, -5);
  const bytes = Buffer.from('user:1000:name');
  const before = hasher.hash(bytes, 0, bytes.length);
  let changedBits = 0;
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3] ^= 1 << (bit & 7);
    const changed = hasher.hash(bytes, 0, bytes.length) ^ before;
    for (let left = changed; left !== 0; left &= left - 1) changedBits++;
    bytes[bit >> 3] ^= 1 << (bit & 7);
  }
  const mean = changedBits / (bytes.length * 8);
  expect(mean).toBeGreaterThan(14);
  expect(mean).toBeLessThan(18);
});
