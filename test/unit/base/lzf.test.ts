import { expect, test } from 'vitest';
import { lzfCompress, lzfDecompress } from '../../../src/base/lzf.js';
import { Prng, seedFrom } from '../../support/prng.js';

const MARGIN = 16;

function decompress(input: readonly number[] | Buffer, sizeMax: number): string | null {
  const source = Buffer.from([1, 2, 3, ...input, 4, 5, 6]);
  const target = Buffer.alloc(sizeMax + 2 * MARGIN, 0xee);
  const end = source.length - 3;
  const size = lzfDecompress(source, 3, end, target, MARGIN, MARGIN + sizeMax);
  expectMarginsWhole(target);
  return size < 0 ? null : target.toString('latin1', MARGIN, MARGIN + size);
}

function expectMarginsWhole(target: Buffer): void {
  const outside = [target.subarray(0, MARGIN), target.subarray(target.length - MARGIN)];
  expect(outside.every((part) => part.every((byte) => byte === 0xee))).toBe(true);
}

function compress(input: Buffer, sizeMax: number): Buffer | null {
  const source = Buffer.concat([Buffer.alloc(5, 7), input, Buffer.alloc(5, 7)]);
  const target = Buffer.alloc(sizeMax + 2 * MARGIN, 0xee);
  const size = lzfCompress(source, 5, 5 + input.length, target, MARGIN, MARGIN + sizeMax);
  expectMarginsWhole(target);
  return size < 0 ? null : target.subarray(MARGIN, MARGIN + size);
}

function randomInput(prng: Prng): Buffer {
  const alphabet = prng.pick([1, 2, 4, 256]);
  const input = prng.bytes(prng.integer(0, prng.pick([10, 300, 20_000])));
  for (let at = 0; at < input.length; at++) input[at] %= alphabet;
  const copies = prng.integer(0, 5);
  for (let copy = 0; copy < copies && input.length > 0; copy++) {
    const from = prng.integer(0, input.length - 1);
    input.copy(input, prng.integer(0, input.length - 1), from, from + prng.integer(0, 600));
  }
  return input;
}

test('reads literals, short and long repetitions', () => {
  expect(decompress([], 10)).toBe('');
  expect(decompress([2, 97, 98, 99], 3)).toBe('abc');
  expect(decompress([1, 97, 98, 0x20, 1], 5)).toBe('ababa');
  expect(decompress([0, 97, 0xe0, 0, 0], 10)).toBe('a'.repeat(10));
  expect(decompress([0, 97, 0xe0, 255, 0], 265)).toBe('a'.repeat(265));
});

test('refuses input that is cut short, points before the start or does not fit', () => {
  expect(decompress([2, 97, 98], 10)).toBeNull();
  expect(decompress([0x20], 10)).toBeNull();
  expect(decompress([0, 97, 0xe0], 10)).toBeNull();
  expect(decompress([0, 97, 0xe0, 1], 10)).toBeNull();
  expect(decompress([0, 97, 0x20, 1], 10)).toBeNull();
  expect(decompress([0, 97, 0x3f, 255], 10)).toBeNull();
  expect(decompress([2, 97, 98, 99], 2)).toBeNull();
  expect(decompress([0, 97, 0xe0, 0, 0], 9)).toBeNull();
});

test('any bytes are read without stepping outside', () => {
  const seed = seedFrom('LZF_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 3000; round++) {
    const input = prng.bytes(prng.integer(0, 60));
    const text = decompress(input, prng.integer(0, 400));
    if (text !== null) expect(text.length, `seed ${seed}`).toBeLessThanOrEqual(400);
  }
});

test('what is compressed decompresses to the same', () => {
  const seed = seedFrom('LZF_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 600; round++) {
    const input = randomInput(prng);
    const compressed = compress(input, input.length + (input.length >> 5) + 1);
    expect(compressed, `seed ${seed}`).not.toBeNull();
    const text = decompress(compressed as Buffer, input.length);
    expect(text === input.toString('latin1'), `round ${round}, seed ${seed}`).toBe(true);
  }
});

test('compresses what repeats and refuses what does not fit', () => {
  expect((compress(Buffer.alloc(10_000, 0x61), 9996) as Buffer).length).toBeLessThan(150);
  const lines = Buffer.from('{"name":"ada","age":36},'.repeat(40));
  expect((compress(lines, lines.length) as Buffer).length).toBeLessThan(80);
  const noise = new Prng(1).bytes(1000);
  expect(compress(noise, 996)).toBeNull();
  const compressed = compress(lines, lines.length) as Buffer;
  expect(compress(lines, compressed.length)?.equals(compressed)).toBe(true);
  expect(compress(lines, compressed.length - 1)).toBeNull();
});

test('repetitions reach 8,192 bytes back and no further', () => {
  const seed = seedFrom('LZF_SEED');
  const prng = new Prng(seed);
  const word = prng.bytes(100);
  for (const distance of [8191, 8192, 8193]) {
    const input = Buffer.concat([word, prng.bytes(distance - word.length), word]);
    const compressed = compress(input, input.length * 2) as Buffer;
    expect(decompress(compressed, input.length) === input.toString('latin1')).toBe(true);
    // Noise repeats three bytes here and there, which saves a few bytes but never fifty.
    const isShorter = compressed.length < input.length + (input.length >> 5) - 50;
    expect(isShorter, `distance ${distance}, seed ${seed}`).toBe(distance <= 8192);
  }
});
