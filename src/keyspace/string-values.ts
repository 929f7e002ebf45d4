/**
 * Strings as values of a database: stored as an integer where they spell one, in the item where
 * they are short, in pages where they are not. All methods that write return false where memory is
 * refused, and have changed nothing then.
 *
 * "The found item" is what the database's last find left in its view.
 */
import { integerLength, parseInt53, parseInt64 } from '../base/parse-integer.js';
import type { PageCollector } from '../structures/page-collector.js';
import type { Database } from './database.js';
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
  type ExpireAt,
  headerBytes,
  ITEM_BYTES_MAX,
  type ItemView,
  keyBytesInItem,
  lengthBytes,
  NO_EXPIRY,
  REFERENCE_BYTES,
  writeLength,
  writeU32,
} from './item-layout.js';
import { copyShort } from './items.js';
import {
  BIG_WIDTH,
  integerWidth,
  readStoredBigInteger,
  readStoredInteger,
  writeStoredBigInteger,
  writeStoredInteger,
} from './stored-integer.js';

/** Longer strings are never looked at as integers. */
const INTEGER_LENGTH_MAX = 20;
const SAFE_LENGTH_MAX = 15;
/** Up to this length OBJECT ENCODING says embstr. */
const EMBSTR_LENGTH_MAX = 44;
const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;

export function isString(view: ItemView): boolean {
  return view.encoding >= ENCODING_INT && view.encoding <= ENCODING_PAGED;
}

/** The length in bytes of the found string. */
export function stringLength(db: Database): number {
  const { view } = db;
  if (view.encoding === ENCODING_PAGED) return db.items.pagedValues.length(view.valueReference);
  if (view.encoding !== ENCODING_INT) return view.shortLength;
  const value = readStoredInteger(view.bytes, view.valueAt);
  if (!Number.isNaN(value)) return integerLength(value);
  return readStoredBigInteger(view.bytes, view.valueAt).toString().length;
}

/** Copies the bytes from `offset` on of the found string into target[start, end). */
export function readString(
  db: Database,
  offset: number,
  target: Uint8Array,
  start: number,
  end: number,
): void {
  const { view } = db;
  if (view.encoding === ENCODING_PAGED) {
    db.items.pagedValues.read(view.valueReference, offset, target, start, end);
  } else if (view.encoding === ENCODING_INT) {
    const digits = integerText(view);
    for (let i = start; i < end; i++) target[i] = digits.charCodeAt(offset + i - start);
  } else {
    const from = view.shortAt + offset;
    copyShort(view.bytes, from, from + end - start, target, start);
  }
}

/** The found string in bytes of its own. */
export function copyOfString(db: Database): Uint8Array {
  const copy = new Uint8Array(stringLength(db));
  readString(db, 0, copy, 0, copy.length);
  return copy;
}

/** The digits of the found integer. */
export function integerText(view: ItemView): string {
  return readStoredBigInteger(view.bytes, view.valueAt).toString();
}

/**
 * The found string as an integer: NaN if it is none, or beyond ±(2^53 − 1); see `bigIntegerOf`.
 */
export function integerOf(db: Database): number {
  const { view } = db;
  if (view.encoding === ENCODING_INT) return readStoredInteger(view.bytes, view.valueAt);
  if (view.encoding === ENCODING_PAGED) return Number.NaN;
  const at = view.shortAt;
  return parseInt53(view.bytes, at, at + view.shortLength);
}

/** The found string as a 64-bit integer; null if it is none. */
export function bigIntegerOf(db: Database): bigint | null {
  const { view } = db;
  if (view.encoding === ENCODING_INT) return readStoredBigInteger(view.bytes, view.valueAt);
  if (view.encoding === ENCODING_PAGED) return null;
  const at = view.shortAt;
  return parseInt64(view.bytes, at, at + view.shortLength);
}

/** Sets a key to value[start, end), as SET does. */
export function setBytes(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: Uint8Array,
  start: number,
  end: number,
  expireAt: ExpireAt = NO_EXPIRY,
): boolean {
  const length = end - start;
  if (length > 0 && length <= INTEGER_LENGTH_MAX) {
    const first = value[start];
    if ((first >= ZERO && first <= NINE) || first === MINUS) {
      const small = length <= SAFE_LENGTH_MAX ? parseInt53(value, start, end) : Number.NaN;
      if (!Number.isNaN(small)) return setInteger(db, key, keyStart, keyEnd, small, expireAt);
      const big = length > SAFE_LENGTH_MAX ? parseInt64(value, start, end) : null;
      if (big !== null) return setBigInteger(db, key, keyStart, keyEnd, big, expireAt);
    }
  }
  const encoding = length <= EMBSTR_LENGTH_MAX ? ENCODING_EMBSTR : ENCODING_RAW;
  return setPlain(db, key, keyStart, keyEnd, value, start, end, expireAt, encoding);
}

/** Sets a key to value[start, end) as a raw string, as commands that edit strings do. */
export function setRaw(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: Uint8Array,
  start: number,
  end: number,
  expireAt: ExpireAt = NO_EXPIRY,
): boolean {
  return setPlain(db, key, keyStart, keyEnd, value, start, end, expireAt, ENCODING_RAW);
}

/** Sets a key to value[start, end), which stays a string even where it spells an integer. */
export function setText(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: Uint8Array,
  start: number,
  end: number,
  expireAt: ExpireAt = NO_EXPIRY,
): boolean {
  const encoding = end - start <= EMBSTR_LENGTH_MAX ? ENCODING_EMBSTR : ENCODING_RAW;
  return setPlain(db, key, keyStart, keyEnd, value, start, end, expireAt, encoding);
}

/** The bytes of the longest value that an item with this key holds itself. */
export function inlineLengthMax(keyLength: number, isVolatile: boolean): number {
  const taken = headerBytes(keyLength, isVolatile) + keyBytesInItem(keyLength);
  return ITEM_BYTES_MAX - taken - 2;
}

function setPlain(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: Uint8Array,
  start: number,
  end: number,
  expireAt: ExpireAt,
  encoding: number,
): boolean {
  const length = end - start;
  if (length > inlineLengthMax(keyEnd - keyStart, expireAt !== NO_EXPIRY)) {
    const { memory } = db.keyspace;
    if (memory.hooks !== null) {
      db.keyspace.attribution.enterKey(db, ENCODING_PAGED, key, keyStart, keyEnd);
    }
    const head = db.items.pagedValues.createFrom(value, start, end);
    return head !== 0 && setPaged(db, key, keyStart, keyEnd, head, expireAt);
  }
  const valueBytes = lengthBytes(length) + length;
  if (!db.place(key, keyStart, keyEnd, encoding, valueBytes, expireAt)) return false;
  const { view } = db;
  copyShort(value, start, end, view.bytes, writeLength(view.bytes, view.valueAt, length));
  return true;
}

/** Makes a paged value the value of a key; releases it and returns false if memory is refused. */
export function setPaged(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  head: number,
  expireAt: ExpireAt,
): boolean {
  if (!db.place(key, keyStart, keyEnd, ENCODING_PAGED, REFERENCE_BYTES, expireAt)) {
    db.items.pagedValues.release(head);
    return false;
  }
  writeU32(db.view.bytes, db.view.valueAt, head);
  return true;
}

/** Makes an argument that came in pages the value of a key; its pages are adopted. */
export function setCollected(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  argument: PageCollector,
  expireAt: ExpireAt,
): boolean {
  const { memory } = db.keyspace;
  if (memory.hooks !== null) {
    db.keyspace.attribution.enterKey(db, ENCODING_PAGED, key, keyStart, keyEnd);
  }
  const { pagedValues } = db.items;
  const head = pagedValues.adopt(argument.pages, argument.length, argument.owner);
  if (head === 0) return false;
  argument.surrender();
  return setPaged(db, key, keyStart, keyEnd, head, expireAt);
}

/** Sets a key to a safe integer. */
export function setInteger(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: number,
  expireAt: ExpireAt = NO_EXPIRY,
): boolean {
  const width = integerWidth(value);
  if (!db.place(key, keyStart, keyEnd, ENCODING_INT, 1 + width, expireAt)) return false;
  writeStoredInteger(db.view.bytes, db.view.valueAt, value, width);
  return true;
}

/** Sets a key to any 64-bit integer. */
export function setBigInteger(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  value: bigint,
  expireAt: ExpireAt = NO_EXPIRY,
): boolean {
  if (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return setInteger(db, key, keyStart, keyEnd, Number(value), expireAt);
  }
  if (!db.place(key, keyStart, keyEnd, ENCODING_INT, 1 + BIG_WIDTH, expireAt)) return false;
  writeStoredBigInteger(db.view.bytes, db.view.valueAt, value);
  return true;
}

/** Replaces the found integer in place if the new one needs as many bytes; false otherwise. */
export function tryReplaceInteger(view: ItemView, value: number): boolean {
  if (view.encoding !== ENCODING_INT) return false;
  const width = integerWidth(value);
  if (view.bytes[view.valueAt] !== width) return false;
  writeStoredInteger(view.bytes, view.valueAt, value, width);
  return true;
}
