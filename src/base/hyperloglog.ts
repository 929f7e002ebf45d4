/**
 * HyperLogLog strings as Redis keeps them: the same elements in the same order give the same
 * bytes, so that values can be moved between the two by DUMP or GET. Reading works on any range of
 * bytes; a sparse string, which grows, is changed in a working copy. Source: the format of Redis
 * since 2.8.9.
 */
import {
  countDenseRegisters,
  mergeDenseRegisters,
  raiseDenseRegister,
} from './hyperloglog-dense.js';
import { estimateCardinality, HISTOGRAM_SIZE } from './hyperloglog-estimate.js';
import {
  dropCachedCardinality,
  HLL_DENSE,
  HLL_DENSE_SIZE,
  HLL_HEADER_SIZE,
  HLL_REGISTER_COUNT,
  HLL_SPARSE,
  isDense,
  setEncoding,
  writeHeader,
} from './hyperloglog-layout.js';
import {
  countSparseRegisters,
  mergeSparseRegisters,
  SPARSE_GROWTH_MAX,
  SPARSE_VALUE_MAX,
  SparseEditor,
  writeEmptySparse,
} from './hyperloglog-sparse.js';
import { MURMUR64, murmur64 } from './murmur64.js';

const INDEX_BITS = 14;
const INDEX_MASK = HLL_REGISTER_COUNT - 1;
const LOW_BITS_LEFT = 32 - INDEX_BITS;
/** The bits of the hash that are not the register's number. */
const VALUE_BITS = 64 - INDEX_BITS;
const HISTOGRAM = new Int32Array(HISTOGRAM_SIZE);
const SPARSE_CAPACITY_START = 4096;

/** The register that the last hashed element belongs to, and the value it asks for. */
export const ELEMENT = { index: 0, value: 0 };

/** Hashes the element bytes[start, end) into ELEMENT: a value of 1 to 51 for one register. */
export function hashElement(bytes: Uint8Array, start: number, end: number): void {
  murmur64(bytes, start, end);
  const { high, low } = MURMUR64;
  ELEMENT.index = low & INDEX_MASK;
  const lowRest = low >>> INDEX_BITS;
  if (lowRest !== 0) ELEMENT.value = trailingZeros(lowRest) + 1;
  else if (high !== 0) ELEMENT.value = LOW_BITS_LEFT + trailingZeros(high) + 1;
  else ELEMENT.value = VALUE_BITS + 1;
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/**
 * The estimated number of elements in the HyperLogLog bytes[start, end), counted anew; null if it
 * is corrupt.
 */
export function countCardinality(bytes: Uint8Array, start: number, end: number): bigint | null {
  HISTOGRAM.fill(0);
  if (isDense(bytes, start)) countDenseRegisters(bytes, start, HISTOGRAM);
  else if (!countSparseRegisters(bytes, start, end, HISTOGRAM)) return null;
  return estimateCardinality(HISTOGRAM);
}

/** The estimated number of elements from registers of a byte each. */
export function cardinalityOfRegisters(registers: Uint8Array): bigint {
  HISTOGRAM.fill(0);
  for (let index = 0; index < HLL_REGISTER_COUNT; index++) HISTOGRAM[registers[index] & 63]++;
  return estimateCardinality(HISTOGRAM);
}

/**
 * Raises registers, 16,384 of a byte each, to those of the HyperLogLog bytes[start, end) where
 * these are greater. False if it is corrupt; some registers may then have been raised.
 */
export function mergeRegisters(
  bytes: Uint8Array,
  start: number,
  end: number,
  registers: Uint8Array,
): boolean {
  if (!isDense(bytes, start)) return mergeSparseRegisters(bytes, start, end, registers);
  mergeDenseRegisters(bytes, start, registers);
  return true;
}

export type HyperLogLogOutcome = 'unchanged' | 'changed' | 'corrupt';

/**
 * A HyperLogLog in a buffer of its own, bytes[0, length), that grows as needed. Made once and used
 * again for one string after the other. After "corrupt" its content is not to be kept.
 */
export class HyperLogLog {
  bytes = new Uint8Array(SPARSE_CAPACITY_START);
  length = 0;
  private readonly sparse = new SparseEditor();

  /** Becomes an empty sparse HyperLogLog with a cached cardinality of zero. */
  clear(): void {
    writeHeader(this.bytes, 0, HLL_SPARSE);
    this.length = writeEmptySparse(this.bytes, HLL_HEADER_SIZE);
  }

  /** Becomes a copy of source[start, end), which isHyperLogLog has accepted. */
  load(source: Uint8Array, start: number, end: number): void {
    this.length = 0;
    this.reserve(end - start);
    this.bytes.set(source.subarray(start, end));
    this.length = end - start;
  }

  get isDense(): boolean {
    return isDense(this.bytes, 0);
  }

  /**
   * Adds the element, and drops the cached cardinality if that changes a register. A sparse string
   * that would exceed sparseSizeMax bytes by it becomes dense.
   */
  add(element: Uint8Array, start: number, end: number, sparseSizeMax: number): HyperLogLogOutcome {
    hashElement(element, start, end);
    return this.raise(ELEMENT.index, ELEMENT.value, sparseSizeMax);
  }

  /** Raises one register, as add does for the element's. */
  raise(index: number, value: number, sparseSizeMax: number): HyperLogLogOutcome {
    if (!this.isDense) {
      const outcome = this.raiseSparse(index, value, sparseSizeMax);
      if (outcome !== 'full') return outcome;
      if (!this.toDense()) return 'corrupt';
    }
    if (!raiseDenseRegister(this.bytes, 0, index, value)) return 'unchanged';
    dropCachedCardinality(this.bytes, 0);
    return 'changed';
  }

  /** Raises each register to the one given, in order; corrupt if the string is. */
  raiseAll(registers: Uint8Array, sparseSizeMax: number): HyperLogLogOutcome {
    let result: HyperLogLogOutcome = 'unchanged';
    for (let index = 0; index < HLL_REGISTER_COUNT; index++) {
      if (registers[index] === 0) continue;
      const outcome = this.raise(index, registers[index], sparseSizeMax);
      if (outcome === 'corrupt') return outcome;
      if (outcome === 'changed') result = outcome;
    }
    return result;
  }

  /** Becomes dense if it is not; keeps the cached cardinality. False if it is corrupt. */
  toDense(): boolean {
    if (this.isDense) return true;
    const registers = new Uint8Array(HLL_REGISTER_COUNT);
    if (!mergeSparseRegisters(this.bytes, 0, this.length, registers)) return false;
    this.reserve(HLL_DENSE_SIZE);
    setEncoding(this.bytes, 0, HLL_DENSE);
    this.bytes.fill(0, HLL_HEADER_SIZE, HLL_DENSE_SIZE);
    for (let index = 0; index < HLL_REGISTER_COUNT; index++) {
      raiseDenseRegister(this.bytes, 0, index, registers[index]);
    }
    this.length = HLL_DENSE_SIZE;
    return true;
  }

  private raiseSparse(index: number, value: number, sizeMax: number): HyperLogLogOutcome | 'full' {
    if (value > SPARSE_VALUE_MAX) return 'full';
    this.reserve(this.length + SPARSE_GROWTH_MAX);
    const outcome = this.sparse.raise(this.bytes, this.length, index, value, sizeMax);
    if (outcome !== 'changed') return outcome;
    this.length = this.sparse.end;
    dropCachedCardinality(this.bytes, 0);
    return outcome;
  }

  /** Makes room for a string of this size, keeping the present one. */
  private reserve(sizeBytes: number): void {
    if (sizeBytes <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(sizeBytes, this.bytes.length * 2));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }
}
