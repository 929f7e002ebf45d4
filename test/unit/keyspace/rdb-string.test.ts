import { describe, expect, test } from 'vitest';
import { lzfDecompress } from '../../../src/base/lzf.js';
import {
  RdbStringHeader,
  STRING_HEADER_BYTES_MAX,
  writeRdbLength,
  writeRdbString,
} from '../../../src/keyspace/rdb-string.js';

function written(value: Buffer): Uint8Array {
  const target = new Uint8Array(value.length + STRING_HEADER_BYTES_MAX);
  return target.subarray(0, writeRdbString(target, 0, value, 0, value.length));
}

function headerOf(bytes: Uint8Array, end = bytes.length): RdbStringHeader {
  const header = new RdbStringHeader();
  header.read(bytes, 0, end);
  return header;
}

describe('lengths', () => {
  test.each([
    [0, [0]],
    [63, [63]],
    [64, [0x40, 64]],
    [16_383, [0x7f, 0xff]],
    [16_384, [0x80, 0, 0, 0x40, 0]],
    [4_294_967_295, [0x80, 0xff, 0xff, 0xff, 0xff]],
  ])('%i', (length, bytes) => {
    const target = new Uint8Array(9);
    expect([...target.subarray(0, writeRdbLength(target, 0, length))]).toEqual(bytes);
    const header = headerOf(Uint8Array.from(bytes));
    expect(header.kind).toBe('plain');
    expect(header.length).toBe(length);
    expect(header.bytesAt).toBe(bytes.length);
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(headerOf(Uint8Array.from(bytes), cut).kind).toBe('corrupt');
    }
  });

  test('of 64 bits are read', () => {
    expect(headerOf(Uint8Array.of(0x81, 0, 0, 0, 1, 0, 0, 0, 2)).length).toBe(2 ** 32 + 2);
  });

  test.each([0x82, 0x83, 0xbf, 0xc4, 0xff])('a string cannot begin with %i', (byte) => {
    expect(headerOf(Uint8Array.of(byte, 0, 0, 0, 0, 0, 0, 0, 0)).kind).toBe('corrupt');
  });
});

describe('integers', () => {
  test.each([
    [0, 2],
    [-1, 2],
    [127, 2],
    [-128, 2],
    [128, 3],
    [-129, 3],
    [32_767, 3],
    [-32_768, 3],
    [32_768, 5],
    [-32_769, 5],
    [2 ** 31 - 1, 5],
    [-(2 ** 31), 5],
  ])('%i takes %i bytes', (value, size) => {
    const bytes = written(Buffer.from(String(value)));
    expect(bytes.length).toBe(size);
    const header = headerOf(bytes);
    expect(header.kind).toBe('integer');
    expect(header.integer).toBe(value);
    expect(headerOf(bytes, size - 1).kind).toBe('corrupt');
  });

  test.each(['2147483648', '-2147483649', '01', '-0', '+1', '1 ', ''])('%s is none', (text) => {
    expect(headerOf(written(Buffer.from(text))).kind).toBe('plain');
  });
});

describe('compression', () => {
  test('begins at 21 bytes', () => {
    expect(headerOf(written(Buffer.alloc(20, 'a'))).kind).toBe('plain');
    expect(headerOf(written(Buffer.alloc(21, 'a'))).kind).toBe('compressed');
  });

  test('gives back the same bytes', () => {
    const value = Buffer.from('abcabcabc '.repeat(500));
    const bytes = written(value);
    const header = headerOf(bytes);
    const { bytesAt, storedLength, length } = header;
    expect(bytesAt + storedLength).toBe(bytes.length);
    expect(length).toBe(value.length);
    const plain = Buffer.alloc(length);
    expect(lzfDecompress(bytes, bytesAt, bytes.length, plain, 0, length)).toBe(length);
    expect(plain.equals(value)).toBe(true);
  });

  test('is left where it saves less than 4 bytes', () => {
    const noise = Buffer.from(Array.from({ length: 64 }, (_, i) => i * 3));
    expect(headerOf(written(noise)).kind).toBe('plain');
  });
});
