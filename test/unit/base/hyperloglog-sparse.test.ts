import { expect, test } from 'vitest';
import { HLL_HEADER_SIZE, HLL_REGISTER_COUNT } from '../../../src/base/hyperloglog-layout.js';
import {
  countSparseRegisters,
  describeSparseRegisters,
  mergeSparseRegisters,
  SPARSE_GROWTH_MAX,
  SparseEditor,
  writeEmptySparse,
} from '../../../src/base/hyperloglog-sparse.js';
import { Prng, seedFrom } from '../../support/prng.js';

/** A sparse string that is edited one register at a time. */
class Sparse {
  readonly bytes = Buffer.alloc(3000);
  end = writeEmptySparse(this.bytes, HLL_HEADER_SIZE);
  private readonly editor = new SparseEditor();

  raise(index: number, value: number, sizeMax = 3000): string {
    const before = Buffer.from(this.bytes);
    const outcome = this.editor.raise(this.bytes, this.end, index, value, sizeMax);
    if (outcome === 'changed') {
      expect(this.editor.end - this.end).toBeLessThanOrEqual(SPARSE_GROWTH_MAX);
      this.end = this.editor.end;
    } else {
      expect(this.bytes.equals(before)).toBe(true);
    }
    return outcome;
  }

  get text(): string {
    return describeSparseRegisters(this.bytes, 0, this.end);
  }
}

function sparseOf(...opcodes: number[]): Sparse {
  const sparse = new Sparse();
  sparse.bytes.set(opcodes, HLL_HEADER_SIZE);
  sparse.end = HLL_HEADER_SIZE + opcodes.length;
  return sparse;
}

test('a new one is one run of zeros', () => {
  const sparse = new Sparse();
  expect([...sparse.bytes.subarray(16, sparse.end)]).toEqual([0x7f, 0xff]);
  expect(sparse.text).toBe('Z:16384');
});

test('runs are split and joined', () => {
  const sparse = new Sparse();
  expect(sparse.raise(100, 5)).toBe('changed');
  expect(sparse.text).toBe('Z:100 v:5,1 Z:16283');
  expect(sparse.raise(100, 5)).toBe('unchanged');
  expect(sparse.raise(100, 4)).toBe('unchanged');
  sparse.raise(50, 32);
  expect(sparse.text).toBe('z:50 v:32,1 z:49 v:5,1 Z:16283');
  sparse.raise(101, 5);
  sparse.raise(102, 5);
  sparse.raise(99, 5);
  expect(sparse.text).toBe('z:50 v:32,1 z:48 v:5,4 Z:16281');
  sparse.raise(103, 5);
  expect(sparse.text).toBe('z:50 v:32,1 z:48 v:5,4 v:5,1 Z:16280');
  sparse.raise(100, 6);
  expect(sparse.text).toBe('z:50 v:32,1 z:48 v:5,1 v:6,1 v:5,3 Z:16280');
  sparse.raise(0, 1);
  sparse.raise(16_383, 1);
  expect(sparse.text).toBe('v:1,1 z:49 v:32,1 z:48 v:5,1 v:6,1 v:5,3 Z:16279 v:1,1');
});

test('growing beyond the limit is refused, changing in place is not', () => {
  const sparse = new Sparse();
  expect(sparse.raise(100, 5, 20)).toBe('full');
  expect(sparse.raise(100, 5, 21)).toBe('changed');
  expect(sparse.end).toBe(21);
  expect(sparse.raise(101, 6, 21)).toBe('full');
  expect(sparse.raise(100, 6, 21)).toBe('changed');
});

test('runs that do not make 16,384 registers are corrupt', () => {
  const registers = new Uint8Array(HLL_REGISTER_COUNT);
  const histogram = new Int32Array(64);
  for (const opcodes of [[], [0x7f], [0x7f, 0xfe], [0x7f, 0xff, 0], [0x7f, 0xff, 0x80], [0x80]]) {
    const sparse = sparseOf(...opcodes);
    expect(mergeSparseRegisters(sparse.bytes, 0, sparse.end, registers)).toBe(false);
    expect(countSparseRegisters(sparse.bytes, 0, sparse.end, histogram)).toBe(false);
  }
  expect(sparseOf().raise(0, 1)).toBe('corrupt');
  expect(sparseOf(0x3f).raise(64, 1)).toBe('corrupt');
  expect(sparseOf(0x3f).raise(63, 1)).toBe('changed');
  // A cut off long run counts as one with a zero behind it, as in Redis.
  expect(sparseOf(0x7f).raise(0, 1)).toBe('changed');
});

test('random raises agree with an array of bytes', () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 12; round++) {
    const sparse = new Sparse();
    const model = new Uint8Array(HLL_REGISTER_COUNT);
    const spread = prng.pick([30, 500, HLL_REGISTER_COUNT - 1]);
    for (let count = 0; count < 400; count++) {
      const index = prng.integer(0, spread);
      const value = prng.integer(1, prng.pick([2, 32]));
      const outcome = sparse.raise(index, value);
      expect(outcome, `seed ${seed}`).toBe(value > model[index] ? 'changed' : 'unchanged');
      model[index] = Math.max(model[index], value);
    }
    const found = new Uint8Array(HLL_REGISTER_COUNT);
    expect(mergeSparseRegisters(sparse.bytes, 0, sparse.end, found)).toBe(true);
    expect(found, `seed ${seed}`).toEqual(model);
    const histogram = new Int32Array(64);
    countSparseRegisters(sparse.bytes, 0, sparse.end, histogram);
    for (const value of model) histogram[value]--;
    expect(histogram.every((left) => left === 0)).toBe(true);
  }
});

test('damaged runs are described as they stand, a cut off one with a zero', () => {
  expect(sparseOf(0x05, 0x82, 0x41, 0x00).text).toBe('z:6 v:1,3 Z:257');
  expect(sparseOf(0x05, 0x7b).text).toBe('z:6 Z:15105');
});
