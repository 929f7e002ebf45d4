/**
 * The bytes of an item: a key with its value's head, in one slot.
 *
 *     0          4           5                                     key            value
 *     +----------+-----------+------------------+------------------+--------------+-----------+
 *     | word 0   | key       | key length (u32, | expires at (i64, | key bytes or | by        |
 *     |          | length u8 | long keys only)  | only if volatile)| reference u32| encoding  |
 *     +----------+-----------+------------------+------------------+--------------+-----------+
 *     word 0: bits 0–3 encoding, bit 4 volatile, bit 5 long key, bits 6–7 unused,
 *             bits 8–31 access clock (LRU seconds, or LFU minutes and counter)
 *
 * A long key (256 bytes or more) has its length in a field of its own; from 1 KiB on its bytes are
 * a paged value and the item holds the reference. Values: an integer is a length byte and that
 * many bytes, little-endian two's complement; a short string is a length (one byte below 128, two
 * otherwise: low 7 bits with the top bit set, then the rest) and its bytes; a paged string is the
 * reference of its head.
 */
import type { Slot } from '../memory/segment.js';

export const ENCODING_MASK = 0x0f;
export const FLAG_VOLATILE = 0x10;
export const FLAG_LONG_KEY = 0x20;
export const CLOCK_SHIFT = 8;
export const CLOCK_MASK = 0xffffff;
export const LOW_BYTE = 0xff;

/** Encodings of a value; they tell the type too. */
export const ENCODING_INT = 1;
export const ENCODING_EMBSTR = 2;
export const ENCODING_RAW = 3;
/** A string in pages; OBJECT ENCODING calls it raw. */
export const ENCODING_PAGED = 4;

export const KEY_LENGTH_SHORT_MAX = 255;
export const KEY_LENGTH_INLINE_MAX = 1023;
/** Larger items keep their value in pages. */
export const ITEM_BYTES_MAX = 1024;
export const REFERENCE_BYTES = 4;
const FIXED_BYTES = 5;
const LONG_KEY_BYTES = 4;
const EXPIRY_BYTES = 8;
const TWO_32 = 2 ** 32;
const VARINT_LIMIT = 128;

/** Milliseconds since 1970; beyond 2^53 as a bigint. */
export type ExpireAt = number | bigint;
export const NO_EXPIRY = -1;

/** Bytes in front of the key. */
export function headerBytes(keyLength: number, isVolatile: boolean): number {
  return (
    FIXED_BYTES +
    (keyLength > KEY_LENGTH_SHORT_MAX ? LONG_KEY_BYTES : 0) +
    (isVolatile ? EXPIRY_BYTES : 0)
  );
}

/** Bytes that the key takes in the item itself. */
export function keyBytesInItem(keyLength: number): number {
  return keyLength <= KEY_LENGTH_INLINE_MAX ? keyLength : REFERENCE_BYTES;
}

/** Bytes of a short string's length field. */
export function lengthBytes(length: number): number {
  return length < VARINT_LIMIT ? 1 : 2;
}

/** Writes the length of a short string; returns where its bytes begin. */
export function writeLength(bytes: Uint8Array, at: number, length: number): number {
  if (length < VARINT_LIMIT) {
    bytes[at] = length;
    return at + 1;
  }
  bytes[at] = (length & 0x7f) | 0x80;
  bytes[at + 1] = length >>> 7;
  return at + 2;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

export function readU32(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}

export function writeExpiry(bytes: Uint8Array, at: number, expireAt: ExpireAt): void {
  if (typeof expireAt === 'bigint') {
    writeU32(bytes, at, Number(BigInt.asUintN(32, expireAt)));
    writeU32(bytes, at + 4, Number(BigInt.asUintN(32, expireAt >> 32n)));
    return;
  }
  writeU32(bytes, at, expireAt % TWO_32);
  writeU32(bytes, at + 4, Math.floor(expireAt / TWO_32));
}

/** The decoded header of an item, valid until memory changes. Filled by `open`. */
export class ItemView {
  reference = 0;
  bytes: Uint8Array = new Uint8Array(0);
  words: Int32Array = new Int32Array(0);
  /** Where the item's slot begins in `bytes`. */
  base = 0;
  encoding = 0;
  isVolatile = false;
  keyLength = 0;
  /** Where the key (or its reference) begins. */
  keyAt = 0;
  valueAt = 0;
  slotSize = 0;

  open(slot: Slot): void {
    const { bytes, base } = slot;
    const head = slot.words[base >>> 2];
    this.reference = slot.reference;
    this.bytes = bytes;
    this.words = slot.words;
    this.base = base;
    this.slotSize = slot.size;
    this.encoding = head & ENCODING_MASK;
    this.isVolatile = (head & FLAG_VOLATILE) !== 0;
    let at = base + FIXED_BYTES;
    let keyLength = bytes[base + 4];
    let inItem = keyLength;
    if ((head & FLAG_LONG_KEY) !== 0) {
      keyLength = readU32(bytes, at);
      inItem = keyBytesInItem(keyLength);
      at += LONG_KEY_BYTES;
    }
    if (this.isVolatile) at += EXPIRY_BYTES;
    this.keyLength = keyLength;
    this.keyAt = at;
    this.valueAt = at + inItem;
  }

  /** Whether the key is a paged value of its own. */
  get isKeyPaged(): boolean {
    return this.keyLength > KEY_LENGTH_INLINE_MAX;
  }

  /** When the item expires, rounded beyond 2^53; NO_EXPIRY if it does not. */
  get expireAt(): number {
    if (!this.isVolatile) return NO_EXPIRY;
    const at = this.keyAt - EXPIRY_BYTES;
    return readU32(this.bytes, at) + readU32(this.bytes, at + 4) * TWO_32;
  }

  /** When the item expires, exactly. */
  get expireAtExact(): ExpireAt {
    const rounded = this.expireAt;
    if (rounded <= Number.MAX_SAFE_INTEGER) return rounded;
    const at = this.keyAt - EXPIRY_BYTES;
    const high = BigInt(readU32(this.bytes, at + 4));
    return (high << 32n) | BigInt(readU32(this.bytes, at));
  }

  /** The 24-bit access clock. */
  get clock(): number {
    return (this.words[this.base >>> 2] >>> CLOCK_SHIFT) & CLOCK_MASK;
  }

  set clock(value: number) {
    const word = this.base >>> 2;
    this.words[word] = (this.words[word] & LOW_BYTE) | (value << CLOCK_SHIFT);
  }

  set encodingOfItem(encoding: number) {
    const word = this.base >>> 2;
    this.words[word] = (this.words[word] & ~ENCODING_MASK) | encoding;
    this.encoding = encoding;
  }

  /** The reference that stands at valueAt, for encodings that have one. */
  get valueReference(): number {
    return readU32(this.bytes, this.valueAt);
  }

  /** The length of a short string; its bytes begin at `shortAt`. */
  get shortLength(): number {
    const first = this.bytes[this.valueAt];
    if (first < VARINT_LIMIT) return first;
    return (first & 0x7f) | (this.bytes[this.valueAt + 1] << 7);
  }

  get shortAt(): number {
    return this.valueAt + (this.bytes[this.valueAt] < VARINT_LIMIT ? 1 : 2);
  }

  /** Bytes of the value that stand in the item. */
  get valueBytesInItem(): number {
    if (this.encoding === ENCODING_INT) return 1 + this.bytes[this.valueAt];
    if (this.encoding === ENCODING_EMBSTR || this.encoding === ENCODING_RAW) {
      return this.shortAt - this.valueAt + this.shortLength;
    }
    return REFERENCE_BYTES;
  }

  /** Bytes of the slot that are in use. */
  get itemBytes(): number {
    return this.valueAt - this.base + this.valueBytesInItem;
  }
}
