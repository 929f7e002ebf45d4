/**
 * The sparse registers of a HyperLogLog: runs of registers with the same value, in order.
 *
 *     ZERO   00llllll            l + 1 registers (1 to 64) that are zero
 *     XZERO  01llllll llllllll   l + 1 registers (1 to 16,384) that are zero
 *     VAL    1vvvvvll            l + 1 registers (1 to 4) with the value v + 1 (1 to 32)
 *
 * How runs are split and joined is part of the format here: the same elements must give the same
 * bytes as in Redis.
 */
import { HLL_HEADER_SIZE, HLL_REGISTER_COUNT } from './hyperloglog-layout.js';

export const SPARSE_VALUE_MAX = 32;
const ZERO_LENGTH_MAX = 64;
const VALUE_LENGTH_MAX = 4;
/** How many runs, from the one before the change, are looked at for neighbours to join. */
const JOINED_RUNS_MAX = 5;
/** One XZERO becomes XZERO, VAL, XZERO at most. */
const REPLACEMENT_SIZE_MAX = 5;
export const SPARSE_GROWTH_MAX = REPLACEMENT_SIZE_MAX - 2;

/** The run last read by readRun: its registers, their value, and the bytes that say so. */
const RUN = { length: 0, value: 0, size: 0 };

/**
 * Reads the run at bytes[at] into RUN. A long run that is cut off by the end has a zero for its
 * second byte: so Redis takes it, whose strings end with one.
 */
function readRun(bytes: Uint8Array, at: number, end: number): void {
  const first = bytes[at];
  RUN.value = 0;
  RUN.size = 1;
  if ((first & 0x80) !== 0) {
    RUN.value = ((first >> 2) & 31) + 1;
    RUN.length = (first & 3) + 1;
  } else if ((first & 0x40) === 0) {
    RUN.length = first + 1;
  } else {
    RUN.size = 2;
    RUN.length = (((first & 63) << 8) | (at + 1 < end ? bytes[at + 1] : 0)) + 1;
  }
}

/**
 * Calls visit with each run's first register, length and value. False if the runs do not make
 * exactly 16,384 registers; the whole string is bytes[start, end).
 */
function visitRuns(
  bytes: Uint8Array,
  start: number,
  end: number,
  visit: (first: number, length: number, value: number) => void,
): boolean {
  let first = 0;
  for (let at = start + HLL_HEADER_SIZE; at < end; at += RUN.size) {
    readRun(bytes, at, end);
    if (first + RUN.length > HLL_REGISTER_COUNT) return false;
    visit(first, RUN.length, RUN.value);
    first += RUN.length;
  }
  return first === HLL_REGISTER_COUNT;
}

/** Adds to the histogram how often each value occurs; false if the runs are corrupt. */
export function countSparseRegisters(
  bytes: Uint8Array,
  start: number,
  end: number,
  histogram: Int32Array,
): boolean {
  return visitRuns(bytes, start, end, (_, length, value) => {
    histogram[value] += length;
  });
}

/** Raises registers, a byte each, to the values of the runs; false if the runs are corrupt. */
export function mergeSparseRegisters(
  bytes: Uint8Array,
  start: number,
  end: number,
  registers: Uint8Array,
): boolean {
  return visitRuns(bytes, start, end, (first, length, value) => {
    if (value === 0) return;
    for (let index = first; index < first + length; index++) {
      if (value > registers[index]) registers[index] = value;
    }
  });
}

/** The runs as PFDEBUG DECODE shows them, "Z:100 v:2,1 z:30"; whether they add up is not asked. */
export function describeSparseRegisters(bytes: Uint8Array, start: number, end: number): string {
  const runs: string[] = [];
  for (let at = start + HLL_HEADER_SIZE; at < end; at += RUN.size) {
    readRun(bytes, at, end);
    if (RUN.value > 0) runs.push(`v:${RUN.value},${RUN.length}`);
    else runs.push(`${RUN.size === 1 ? 'z' : 'Z'}:${RUN.length}`);
  }
  return runs.join(' ');
}

/** Writes registers that are all zero at bytes[at]; returns where they end. */
export function writeEmptySparse(bytes: Uint8Array, at: number): number {
  return writeRun(bytes, at, HLL_REGISTER_COUNT, 0);
}

/** Writes a run of one value at bytes[at]; returns where it ends. */
function writeRun(bytes: Uint8Array, at: number, length: number, value: number): number {
  if (value > 0) {
    bytes[at] = 0x80 | ((value - 1) << 2) | (length - 1);
    return at + 1;
  }
  if (length <= ZERO_LENGTH_MAX) {
    bytes[at] = length - 1;
    return at + 1;
  }
  bytes[at] = 0x40 | ((length - 1) >> 8);
  bytes[at + 1] = (length - 1) & 255;
  return at + 2;
}

export type SparseOutcome = 'unchanged' | 'changed' | 'full' | 'corrupt';

const REPLACEMENT = new Uint8Array(REPLACEMENT_SIZE_MAX);

/** Raises single registers of a sparse string that starts at bytes[0]. */
export class SparseEditor {
  /** Where the string ends after the last call. */
  end = 0;
  private runAt = 0;
  private previousAt = 0;
  private firstOfRun = 0;

  /**
   * Raises one register to a value of 1 to 32. The bytes must have room for SPARSE_GROWTH_MAX more.
   * "full" means that the string would grow beyond sizeMax; then nothing has changed.
   */
  raise(
    bytes: Uint8Array,
    end: number,
    index: number,
    value: number,
    sizeMax: number,
  ): SparseOutcome {
    this.end = end;
    if (!this.findRun(bytes, index)) return 'corrupt';
    const { value: old, length, size } = RUN;
    if (old >= value) return 'unchanged';
    if (length === 1 && size === 1) {
      writeRun(bytes, this.runAt, 1, value);
    } else {
      const replacementSize = this.buildReplacement(index, value, old, length);
      const growth = replacementSize - size;
      if (growth > 0 && end + growth > sizeMax) return 'full';
      bytes.copyWithin(this.runAt + replacementSize, this.runAt + size, end);
      for (let at = 0; at < replacementSize; at++) bytes[this.runAt + at] = REPLACEMENT[at];
      this.end = end + growth;
    }
    this.joinNeighbours(bytes);
    return 'changed';
  }

  /** Finds the run with the register, and the one before it. Leaves it in RUN. */
  private findRun(bytes: Uint8Array, index: number): boolean {
    let at = HLL_HEADER_SIZE;
    let first = 0;
    this.previousAt = at;
    while (at < this.end) {
      readRun(bytes, at, this.end);
      if (index < first + RUN.length) {
        this.runAt = at;
        this.firstOfRun = first;
        return true;
      }
      this.previousAt = at;
      at += RUN.size;
      first += RUN.length;
    }
    return false;
  }

  /** What stands before the register, the register, and what stands after it. */
  private buildReplacement(index: number, value: number, old: number, length: number): number {
    const before = index - this.firstOfRun;
    const after = length - before - 1;
    let at = 0;
    if (before > 0) at = writeRun(REPLACEMENT, at, before, old);
    at = writeRun(REPLACEMENT, at, 1, value);
    if (after > 0) at = writeRun(REPLACEMENT, at, after, old);
    return at;
  }

  /** Joins neighbouring runs of the same value as far as one run can say. */
  private joinNeighbours(bytes: Uint8Array): void {
    let at = this.previousAt;
    for (let count = 0; count < JOINED_RUNS_MAX && at < this.end; count++) {
      readRun(bytes, at, this.end);
      const { value, length, size } = RUN;
      const isJoinable = value > 0 && at + 1 < this.end && (bytes[at + 1] & 0x80) !== 0;
      if (isJoinable) readRun(bytes, at + 1, this.end);
      if (isJoinable && RUN.value === value) {
        const joined = length + RUN.length;
        if (joined <= VALUE_LENGTH_MAX) {
          writeRun(bytes, at, joined, value);
          bytes.copyWithin(at + 1, at + 2, this.end);
          this.end--;
          continue;
        }
      }
      at += size;
    }
  }
}
