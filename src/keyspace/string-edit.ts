/**
 * Changing a part of a string: APPEND, SETRANGE, SETBIT, BITFIELD. `editString` takes all the
 * memory that a change needs before anything changes; after it, `writeString`, `setByteAt` and the
 * like cannot be refused. Only the pages concerned are touched, and a page that nothing was
 * written to stays absent.
 *
 * "The found item" is what the database's last find left in its view.
 */
import { assert } from '../base/assert.js';
import type { Database } from './database.js';
import {
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
  ITEM_BYTES_MAX,
  lengthBytes,
  NO_EXPIRY,
  writeLength,
  writeU32,
} from './item-layout.js';
import { copyShort } from './items.js';
import {
  inlineLengthMax,
  integerText,
  readString,
  setPaged,
  stringLength,
} from './string-values.js';

/** Holds a short string while its item moves; nothing is kept in it from call to call. */
const SCRATCH = new Uint8Array(ITEM_BYTES_MAX);

/**
 * Prepares a change of the bytes from `start` to before `end` of the string of a key, which the
 * last find found or not (`isFound`): makes it a raw string of at least `end` bytes, new ones
 * zeros, in `db.view`. A new key gets no expiry, an old one keeps its own. False if memory is
 * refused, and then nothing has changed.
 */
export function editString(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  isFound: boolean,
  start: number,
  end: number,
): boolean {
  const { view } = db;
  if (!isFound) return createString(db, key, keyStart, keyEnd, start, end);
  if (view.encoding === ENCODING_PAGED) return editPaged(db, key, keyStart, keyEnd, start, end);
  const before = stringLength(db);
  const length = Math.max(before, end);
  if (view.encoding === ENCODING_RAW && length === before) return true;
  if (length > inlineLengthMax(view.keyLength, view.isVolatile)) {
    return movePaged(db, key, keyStart, keyEnd, before, start, end);
  }
  if (view.encoding !== ENCODING_INT && lengthBytes(before) === lengthBytes(length)) {
    if (db.items.tryResizeValue(ENCODING_RAW, lengthBytes(length) + length)) {
      const at = writeLength(view.bytes, view.valueAt, length);
      if (length > before) view.bytes.fill(0, at + before, at + length);
      return true;
    }
  }
  return rebuild(db, key, keyStart, keyEnd, before, length);
}

function createString(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  start: number,
  end: number,
): boolean {
  if (end > inlineLengthMax(keyEnd - keyStart, false)) {
    announce(db, key, keyStart, keyEnd);
    const head = createPaged(db, start, end);
    return head !== 0 && setPaged(db, key, keyStart, keyEnd, head, NO_EXPIRY);
  }
  const valueBytes = lengthBytes(end) + end;
  if (!db.place(key, keyStart, keyEnd, ENCODING_RAW, valueBytes, NO_EXPIRY)) return false;
  const { view } = db;
  const at = writeLength(view.bytes, view.valueAt, end);
  view.bytes.fill(0, at, at + end);
  return true;
}

/** A new paged value of `end` zeros whose pages behind `start` are present; 0 if refused. */
function createPaged(db: Database, start: number, end: number): number {
  const { pagedValues } = db.items;
  const head = pagedValues.create(end);
  if (head === 0) return 0;
  if (pagedValues.fillHoles(head, start, end)) return head;
  pagedValues.release(head);
  return 0;
}

function editPaged(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  start: number,
  end: number,
): boolean {
  const { view } = db;
  const { pagedValues } = db.items;
  announce(db, key, keyStart, keyEnd);
  const head = view.valueReference;
  const edited = pagedValues.prepareWrite(head, start, end);
  if (edited === 0) return false;
  pagedValues.beforeChange(edited);
  if (edited !== head) writeU32(view.bytes, view.valueAt, edited);
  return true;
}

/** The found short string of `before` bytes becomes a paged one of at least `end`. */
function movePaged(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  before: number,
  start: number,
  end: number,
): boolean {
  const { pagedValues } = db.items;
  const expireAt = db.view.expireAtExact;
  announce(db, key, keyStart, keyEnd);
  readString(db, 0, SCRATCH, 0, before);
  const head = createPaged(db, start, end);
  if (head === 0) return false;
  if (!pagedValues.write(head, 0, SCRATCH, 0, before)) {
    pagedValues.release(head);
    return false;
  }
  return setPaged(db, key, keyStart, keyEnd, head, expireAt);
}

/** The found short string of `before` bytes moves to an item for `length` bytes. */
function rebuild(
  db: Database,
  key: Uint8Array,
  keyStart: number,
  keyEnd: number,
  before: number,
  length: number,
): boolean {
  const { view } = db;
  readString(db, 0, SCRATCH, 0, before);
  const valueBytes = lengthBytes(length) + length;
  const expireAt = view.expireAtExact;
  if (!db.place(key, keyStart, keyEnd, ENCODING_RAW, valueBytes, expireAt)) return false;
  const at = writeLength(view.bytes, view.valueAt, length);
  copyShort(SCRATCH, 0, before, view.bytes, at);
  view.bytes.fill(0, at + before, at + length);
  return true;
}

function announce(db: Database, key: Uint8Array, keyStart: number, keyEnd: number): void {
  const { keyspace } = db;
  if (keyspace.memory.hooks === null) return;
  keyspace.attribution.enterKey(db, ENCODING_PAGED, key, keyStart, keyEnd);
}

/** Writes source[start, end) at `offset` of the found string, which `editString` prepared. */
export function writeString(
  db: Database,
  offset: number,
  source: Uint8Array,
  start: number,
  end: number,
): void {
  const { view } = db;
  if (view.encoding === ENCODING_PAGED) {
    const head = view.valueReference;
    const isWritten = db.items.pagedValues.write(head, offset, source, start, end);
    assert(isWritten, 'the pages of a prepared string are present');
  } else {
    assert(view.encoding === ENCODING_RAW, 'the string was prepared');
    copyShort(source, start, end, view.bytes, view.shortAt + offset);
  }
}

/** The byte at `offset`, which is below the length, of the found string. */
export function byteAt(db: Database, offset: number): number {
  const { view } = db;
  if (view.encoding === ENCODING_INT) return integerText(view).charCodeAt(offset);
  if (view.encoding !== ENCODING_PAGED) return view.bytes[view.shortAt + offset];
  const { pagedValues } = db.items;
  pagedValues.seek(view.valueReference, offset);
  return pagedValues.isHole ? 0 : pagedValues.runBytes[pagedValues.runStart];
}

/** Sets the byte at `offset` of the found string, which `editString` prepared. */
export function setByteAt(db: Database, offset: number, byte: number): void {
  const { view } = db;
  if (view.encoding !== ENCODING_PAGED) {
    view.bytes[view.shortAt + offset] = byte;
    return;
  }
  const { pagedValues } = db.items;
  pagedValues.seek(view.valueReference, offset);
  assert(!pagedValues.isHole, 'the pages of a prepared string are present');
  pagedValues.runBytes[pagedValues.runStart] = byte;
}
