/**
 * Counts and finds bits in the found string. Bit 0 is the most significant bit of byte 0. Pages
 * that are absent are known to be zeros and cost nothing.
 */
import { countBits, countWordBits, findOtherByte } from '../base/bit-scan.js';
import type { Database } from './database.js';
import { byteAt } from './string-edit.js';
import { StringRuns } from './string-runs.js';

const RUNS = new StringRuns();
const BYTE_BITS = 8;
const BYTE_MASK = 0xff;

/** The set bits among the bits from `start` to before `end`, which are within the found string. */
export function countStringBits(db: Database, start: number, end: number): number {
  if (start >= end) return 0;
  const first = Math.floor(start / BYTE_BITS);
  const limit = Math.ceil(end / BYTE_BITS);
  const before = start % BYTE_BITS;
  const behind = limit * BYTE_BITS - end;
  let count = countBytes(db, first, limit);
  if (before > 0) count -= countWordBits(byteAt(db, first) & ~(BYTE_MASK >> before) & BYTE_MASK);
  if (behind > 0) count -= countWordBits(byteAt(db, limit - 1) & ((1 << behind) - 1));
  return count;
}

function countBytes(db: Database, first: number, limit: number): number {
  let count = 0;
  RUNS.open(db);
  for (let at = first; at < limit; ) {
    const size = Math.min(RUNS.seek(at), limit - at);
    if (!RUNS.isHole) count += countBits(RUNS.bytes, RUNS.words, RUNS.start, RUNS.start + size);
    at += size;
  }
  return count;
}

/**
 * The first bit equal to `bit` among those from `start` to before `end`, which are within the found
 * string; -1 if there is none.
 */
export function findStringBit(db: Database, bit: 0 | 1, start: number, end: number): number {
  if (start >= end) return -1;
  let from = Math.floor(start / BYTE_BITS);
  const before = start % BYTE_BITS;
  if (before > 0) {
    const isolated = (byteAt(db, from) ^ (bit === 1 ? 0 : BYTE_MASK)) & (BYTE_MASK >> before);
    if (isolated !== 0) return within(from, isolated, end);
    from++;
  }
  const at = findByte(db, bit === 1 ? 0x00 : 0xff, from, Math.ceil(end / BYTE_BITS));
  if (at < 0) return -1;
  return within(at, byteAt(db, at) ^ (bit === 1 ? 0 : BYTE_MASK), end);
}

/** The highest bit of `byte`, which is not 0, as a position in the string; -1 if behind `end`. */
function within(at: number, byte: number, end: number): number {
  const position = at * BYTE_BITS + Math.clz32(byte) - 24;
  return position < end ? position : -1;
}

/** The first byte from `first` to before `limit` that is not `skipped`; -1 if there is none. */
function findByte(db: Database, skipped: 0x00 | 0xff, first: number, limit: number): number {
  RUNS.open(db);
  for (let at = first; at < limit; ) {
    const size = Math.min(RUNS.seek(at), limit - at);
    if (RUNS.isHole) {
      if (skipped !== 0) return at;
    } else {
      const end = RUNS.start + size;
      const found = findOtherByte(RUNS.bytes, RUNS.words, RUNS.start, end, skipped);
      if (found < end) return at + found - RUNS.start;
    }
    at += size;
  }
  return -1;
}
