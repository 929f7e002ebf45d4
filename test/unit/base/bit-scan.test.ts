import { expect, test } from 'vitest';
import { countBits, countWordBits, findOtherByte } from '../../../src/base/bit-scan.js';
import { Prng } from '../../support/prng.js';

test('the bits of a word are counted', () => {
  expect([0, 1, -1, 0x80000000 | 0, 0x0f0f0f0f].map(countWordBits)).toEqual([0, 1, 32, 1, 16]);
});

test('every range of bytes has the bits of its bytes', () => {
  const bytes = new Uint8Array(new Prng(3).bytes(24));
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, 6);
  for (let start = 0; start <= bytes.length; start++) {
    for (let end = start; end <= bytes.length; end++) {
      let expected = 0;
      for (let at = start; at < end; at++) {
        for (let bit = 0; bit < 8; bit++) expected += ((bytes[at] as number) >> bit) & 1;
      }
      expect(countBits(bytes, words, start, end), `${start} to ${end}`).toBe(expected);
    }
  }
});

test('the first other byte is found wherever it is', () => {
  for (const same of [0x00, 0xff] as const) {
    for (let at = 0; at < 20; at++) {
      const bytes = new Uint8Array(20).fill(same);
      const words = new Int32Array(bytes.buffer);
      bytes[at] = same ^ 0x10;
      for (let start = 0; start <= 20; start++) {
        for (let end = start; end <= 20; end++) {
          const expected = at >= start && at < end ? at : end;
          expect(findOtherByte(bytes, words, start, end, same)).toBe(expected);
        }
      }
    }
  }
});
