/**
 * Adds elements to a dense HyperLogLog where it is stored. Of its 12 KiB an element concerns two
 * bytes, so nothing is copied.
 */
import { ELEMENT, hashElement } from '../base/hyperloglog.js';
import {
  dropCachedCardinality,
  HLL_DENSE_SIZE,
  HLL_HEADER_SIZE,
  isDense,
  isHyperLogLog,
} from '../base/hyperloglog-layout.js';
import type { Database } from '../keyspace/database.js';
import { byteAt, setByteAt, writeString } from '../keyspace/string-edit.js';
import { readString, stringLength } from '../keyspace/string-values.js';

const HEADER = new Uint8Array(HLL_DENSE_SIZE);
const REGISTER_BITS = 6;
const REGISTER_MASK = 63;

/** Whether the found string is a dense HyperLogLog. */
export function isFoundDense(db: Database): boolean {
  if (stringLength(db) !== HLL_DENSE_SIZE) return false;
  readString(db, 0, HEADER, 0, HLL_HEADER_SIZE);
  return isHyperLogLog(HEADER, 0, HLL_DENSE_SIZE) && isDense(HEADER, 0);
}

/** Raises the register of the element bytes[start, end); false if it is as great already. */
export function raiseFoundRegister(
  db: Database,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  hashElement(bytes, start, end);
  const bit = ELEMENT.index * REGISTER_BITS;
  const at = HLL_HEADER_SIZE + (bit >> 3);
  const shift = bit & 7;
  const isSplit = shift > 8 - REGISTER_BITS;
  const pair = byteAt(db, at) | (isSplit ? byteAt(db, at + 1) << 8 : 0);
  if (((pair >> shift) & REGISTER_MASK) >= ELEMENT.value) return false;
  const raised = (pair & ~(REGISTER_MASK << shift)) | (ELEMENT.value << shift);
  setByteAt(db, at, raised & 0xff);
  if (isSplit) setByteAt(db, at + 1, raised >> 8);
  return true;
}

/** Marks the cached cardinality as out of date; to be called when `isFoundDense` was. */
export function dropFoundCardinality(db: Database): void {
  dropCachedCardinality(HEADER, 0);
  writeString(db, 0, HEADER, 0, HLL_HEADER_SIZE);
}
