import { expect, test } from 'vitest';
import { Sha1 } from '../../../src/platform/sha1.js';

const hex = (hash: Sha1): string => Buffer.from(hash.digest()).toString('hex');

// FIPS 180-1, appendices A and B.
test.each([
  ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  ],
])('the digest of %s', (text, digest) => {
  expect(hex(new Sha1().update(Buffer.from(text)))).toBe(digest);
  const pieces = new Sha1();
  const padded = Buffer.from(`--${text}--`);
  for (let i = 0; i < text.length; i++) pieces.update(padded, 2 + i, 3 + i);
  expect(hex(pieces)).toBe(digest);
});
