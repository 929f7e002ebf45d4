import { expect, test } from 'vitest';
import {
  countDenseRegisters,
  denseRegister,
  mergeDenseRegisters,
  raiseDenseRegister,
} from '../../../src/base/hyperloglog-dense.js';
import { HLL_DENSE_SIZE, HLL_REGISTER_COUNT } from '../../../src/base/hyperloglog-layout.js';
import { Prng, seedFrom } from '../../support/prng.js';

const START = 5;

test('registers are packed from the lowest bit up', () => {
  const bytes = Buffer.alloc(START + HLL_DENSE_SIZE);
  for (const [index, value] of [1, 2, 3, 4].entries()) {
    expect(raiseDenseRegister(bytes, START, index, value)).toBe(true);
  }
  const packed = 1 | (2 << 6) | (3 << 12) | (4 << 18);
  expect(bytes.readUIntLE(START + 16, 3)).toBe(packed);
});

test('random raises agree with an array of bytes', () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  const bytes = Buffer.alloc(START + HLL_DENSE_SIZE + 1, 0);
  bytes[bytes.length - 1] = 0xee;
  const model = new Uint8Array(HLL_REGISTER_COUNT);
  for (let round = 0; round < 40_000; round++) {
    const index = prng.chance(0.1) ? HLL_REGISTER_COUNT - 1 : prng.integer(0, 16_383);
    const value = prng.integer(1, 63);
    const isRaised = value > model[index];
    if (isRaised) model[index] = value;
    if (raiseDenseRegister(bytes, START, index, value) !== isRaised) throw new Error(`${seed}`);
  }
  const found = model.map((_, index) => denseRegister(bytes, START, index));
  expect(found, `seed ${seed}`).toEqual(model);
  expect(bytes[bytes.length - 1]).toBe(0xee);
  expect(bytes.subarray(0, START + 16).every((byte) => byte === 0)).toBe(true);

  const merged = new Uint8Array(HLL_REGISTER_COUNT).fill(20);
  mergeDenseRegisters(bytes, START, merged);
  expect(merged).toEqual(model.map((value) => Math.max(value, 20)));

  const histogram = new Int32Array(64);
  countDenseRegisters(bytes, START, histogram);
  for (const value of model) histogram[value]--;
  expect(histogram.every((count) => count === 0)).toBe(true);
});
