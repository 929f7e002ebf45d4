/**
 * Checks the HyperLogLog code in the running program, for PFSELFTEST: that registers do not disturb
 * each other, that the sparse and the dense encoding agree, and that estimates are as near as the
 * theory says.
 */
import { countCardinality, HyperLogLog } from './hyperloglog.js';
import { denseRegister, raiseDenseRegister } from './hyperloglog-dense.js';
import {
  dropCachedCardinality,
  HLL_DENSE,
  HLL_DENSE_SIZE,
  HLL_REGISTER_COUNT,
  writeHeader,
} from './hyperloglog-layout.js';

const REGISTER_ROUNDS = 20;
const REGISTER_VALUES = 64;
const ELEMENT_COUNT = 100_000;
const ELEMENT_BYTES = 8;
const SPARSE_BYTES_MAX = 3000;
/** Estimates are within so many standard errors; the odds against are millions to one. */
const ERRORS_MAX = 6;
const STANDARD_ERROR = 1.04 / Math.sqrt(HLL_REGISTER_COUNT);

/** What is wrong, or null. `random` gives random 32-bit integers. */
export function findFault(random: () => number): string | null {
  return registerFault(random) ?? estimateFault(random);
}

function registerFault(random: () => number): string | null {
  const bytes = new Uint8Array(HLL_DENSE_SIZE);
  const expected = new Uint8Array(HLL_REGISTER_COUNT);
  writeHeader(bytes, 0, HLL_DENSE);
  for (let round = 0; round < REGISTER_ROUNDS; round++) {
    for (let i = 0; i < HLL_REGISTER_COUNT; i++) {
      const value = (random() >>> 0) % REGISTER_VALUES;
      raiseDenseRegister(bytes, 0, i, value);
      expected[i] = Math.max(expected[i], value);
    }
    for (let i = 0; i < HLL_REGISTER_COUNT; i++) {
      const value = denseRegister(bytes, 0, i);
      if (value === expected[i]) continue;
      return `Register ${i} should be ${expected[i]} but is ${value}`;
    }
  }
  return null;
}

function estimateFault(random: () => number): string | null {
  const sparse = new HyperLogLog();
  const dense = new HyperLogLog();
  const element = new Uint8Array(ELEMENT_BYTES);
  const view = new DataView(element.buffer);
  const seed = random();
  sparse.clear();
  dense.clear();
  dense.toDense();
  let checkpoint = 1;
  for (let i = 1; i <= ELEMENT_COUNT; i++) {
    view.setInt32(0, seed);
    view.setInt32(4, i);
    sparse.add(element, 0, ELEMENT_BYTES, SPARSE_BYTES_MAX);
    dense.add(element, 0, ELEMENT_BYTES, SPARSE_BYTES_MAX);
    if (i !== checkpoint) continue;
    checkpoint *= 10;
    const fault = differenceFault(sparse, dense) ?? distanceFault(dense, i);
    if (fault !== null) return fault;
  }
  return null;
}

function differenceFault(sparse: HyperLogLog, dense: HyperLogLog): string | null {
  const one = countOf(sparse);
  const other = countOf(dense);
  return one === other ? null : `Sparse counts ${one}, dense ${other}`;
}

function distanceFault(log: HyperLogLog, actual: number): string | null {
  const estimate = countOf(log);
  const allowed = Math.max(1, ERRORS_MAX * STANDARD_ERROR * actual);
  const isNear = Math.abs(estimate - actual) <= allowed;
  return isNear ? null : `Too big error. card:${actual} estimate:${estimate}`;
}

function countOf(log: HyperLogLog): number {
  dropCachedCardinality(log.bytes, 0);
  return Number(countCardinality(log.bytes, 0, log.length) ?? -1);
}
