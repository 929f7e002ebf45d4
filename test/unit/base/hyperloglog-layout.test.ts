import { expect, test } from 'vitest';
import {
  cachedCardinality,
  dropCachedCardinality,
  HLL_DENSE,
  HLL_DENSE_SIZE,
  HLL_SPARSE,
  hasCachedCardinality,
  isDense,
  isHyperLogLog,
  storeCardinality,
  writeHeader,
} from '../../../src/base/hyperloglog-layout.js';

const START = 3;

function stringOf(size: number, encoding: number): Buffer {
  const bytes = Buffer.alloc(START + size, 0xee);
  writeHeader(bytes, START, encoding);
  return bytes;
}

test('the header is that of Redis', () => {
  const bytes = stringOf(18, HLL_SPARSE);
  expect(bytes.toString('latin1', START, START + 4)).toBe('HYLL');
  expect([...bytes.subarray(START + 4, START + 16)]).toEqual([1, ...Array<number>(11).fill(0)]);
  expect([bytes[START - 1], bytes[START + 16]]).toEqual([0xee, 0xee]);
  expect(isDense(bytes, START)).toBe(false);
  expect(isDense(stringOf(16, HLL_DENSE), START)).toBe(true);
});

test('magic, encoding and size are checked', () => {
  const accepts = (bytes: Buffer): boolean => isHyperLogLog(bytes, START, bytes.length);
  expect(HLL_DENSE_SIZE).toBe(12_304);
  expect(accepts(stringOf(16, HLL_SPARSE))).toBe(true);
  expect(accepts(stringOf(15_000, HLL_SPARSE))).toBe(true);
  expect(accepts(stringOf(12_304, HLL_DENSE))).toBe(true);
  expect(accepts(stringOf(12_303, HLL_DENSE))).toBe(false);
  expect(accepts(stringOf(12_305, HLL_DENSE))).toBe(false);
  expect(accepts(stringOf(16, HLL_SPARSE).subarray(0, START + 15))).toBe(false);
  expect(accepts(stringOf(18, 2))).toBe(false);
  for (let at = 0; at < 4; at++) {
    const bytes = stringOf(18, HLL_SPARSE);
    bytes[START + at] ^= 0x20;
    expect(accepts(bytes)).toBe(false);
  }
});

test('the cached cardinality is little endian, and its highest bit says it is stale', () => {
  const bytes = stringOf(18, HLL_SPARSE);
  expect(hasCachedCardinality(bytes, START)).toBe(true);
  for (const cardinality of [0n, 1n, 255n, 65_536n, 2n ** 32n, 2n ** 63n - 1n]) {
    storeCardinality(bytes, START, cardinality);
    expect(bytes.readBigUInt64LE(START + 8)).toBe(cardinality);
    expect(cachedCardinality(bytes, START)).toBe(cardinality);
    dropCachedCardinality(bytes, START);
    expect(hasCachedCardinality(bytes, START)).toBe(false);
    expect(bytes[START + 15] & 0x7f).toBe(bytes[START + 15] - 0x80);
  }
  storeCardinality(bytes, START, -(2n ** 63n));
  expect(hasCachedCardinality(bytes, START)).toBe(false);
  storeCardinality(bytes, START, 7n);
  expect(hasCachedCardinality(bytes, START)).toBe(true);
});
