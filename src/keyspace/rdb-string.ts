/**
 * Strings as RDB files and DUMP payloads hold them. A string begins with a length:
 *
 *     00llllll                      6 bits of length
 *     01llllll llllllll             14 bits
 *     10000000 + 4 bytes            32 bits, big-endian
 *     10000001 + 8 bytes            64 bits, big-endian
 *     110000ee                      no length: an integer of 1, 2 or 4 bytes, little-endian
 *     11000011                      compressed by LZF: two lengths follow, of the compressed bytes
 *                                   and of the string
 *
 * Source: the Redis RDB format. Reading trusts nothing.
 */
import { lzfCompress } from '../base/lzf.js';
import { parseInt53 } from '../base/parse-integer.js';

/** Bytes that a length takes at most. */
export const LENGTH_BYTES_MAX = 9;
/** Bytes in front of a string's own: an encoding and two lengths at most. */
export const STRING_HEADER_BYTES_MAX = 1 + 2 * LENGTH_BYTES_MAX;

const LENGTH_6_BITS_MAX = 0x3f;
const LENGTH_14_BITS_MAX = 0x3fff;
const TAG_14_BITS = 0x40;
const TAG_32_BITS = 0x80;
const TAG_64_BITS = 0x81;
const TAG_ENCODED = 0xc0;
const TAG_COMPRESSED = 0xc3;
const TWO_32 = 2 ** 32;
const INT32_MAX = 2 ** 31 - 1;
/** Longer strings are not looked at as integers. */
const INTEGER_DIGITS_MAX = 11;
/** Shorter strings are not compressed. */
const COMPRESSED_LENGTH_MIN = 21;
/** What compression has to save to be worth its lengths. */
const COMPRESSION_GAIN_MIN = 4;

/** Writes a length in its shortest form at target[at]; returns where it ends. */
export function writeRdbLength(target: Uint8Array, at: number, length: number): number {
  if (length <= LENGTH_6_BITS_MAX) {
    target[at] = length;
    return at + 1;
  }
  if (length <= LENGTH_14_BITS_MAX) {
    target[at] = TAG_14_BITS | (length >>> 8);
    target[at + 1] = length;
    return at + 2;
  }
  target[at] = TAG_32_BITS;
  target[at + 1] = length >>> 24;
  target[at + 2] = length >>> 16;
  target[at + 3] = length >>> 8;
  target[at + 4] = length;
  return at + 5;
}

/**
 * Writes source[start, end) as a string at target[at], as an integer or compressed where that is
 * shorter; returns where it ends. The target has room for the string and STRING_HEADER_BYTES_MAX.
 */
export function writeRdbString(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
): number {
  const length = end - start;
  if (length <= INTEGER_DIGITS_MAX) {
    const value = parseInt53(source, start, end);
    if (value >= -INT32_MAX - 1 && value <= INT32_MAX) return writeInteger(target, at, value);
  }
  if (length >= COMPRESSED_LENGTH_MIN) {
    const sizeMax = length - COMPRESSION_GAIN_MIN;
    const scratch = new Uint8Array(sizeMax);
    const size = lzfCompress(source, start, end, scratch, 0, sizeMax);
    if (size > 0) {
      target[at] = TAG_COMPRESSED;
      const bytesAt = writeRdbLength(target, writeRdbLength(target, at + 1, size), length);
      target.set(scratch.subarray(0, size), bytesAt); // cold
      return bytesAt + size;
    }
  }
  const bytesAt = writeRdbLength(target, at, length);
  target.set(source.subarray(start, end), bytesAt); // cold
  return bytesAt + length;
}

function writeInteger(target: Uint8Array, at: number, value: number): number {
  let width = 4;
  let encoding = 2;
  if (value >= -128 && value < 128) {
    width = 1;
    encoding = 0;
  } else if (value >= -32_768 && value < 32_768) {
    width = 2;
    encoding = 1;
  }
  target[at] = TAG_ENCODED | encoding;
  for (let i = 0; i < width; i++) target[at + 1 + i] = value >> (8 * i);
  return at + 1 + width;
}

export type RdbStringKind = 'plain' | 'compressed' | 'integer' | 'corrupt';

/** The decoded beginning of a string. One instance is used for one string after another. */
export class RdbStringHeader {
  kind: RdbStringKind = 'corrupt';
  /** Where the string's bytes, plain or compressed, begin. */
  bytesAt = 0;
  /** Length of the string itself. */
  length = 0;
  /** Bytes stored for it. */
  storedLength = 0;
  /** The value of an integer. */
  integer = 0;
  private at = 0;

  /** Decodes what stands at bytes[at] on and before `end`. */
  read(bytes: Uint8Array, at: number, end: number): void {
    this.kind = 'corrupt';
    if (at >= end) return;
    const first = bytes[at];
    this.at = at;
    if (first < TAG_ENCODED) {
      this.length = this.readLength(bytes, end);
      this.storedLength = this.length;
      if (this.length >= 0) this.kind = 'plain';
    } else if (first === TAG_COMPRESSED) {
      this.at++;
      this.storedLength = this.readLength(bytes, end);
      this.length = this.readLength(bytes, end);
      if (this.storedLength >= 0 && this.length >= 0) this.kind = 'compressed';
    } else if (first < TAG_COMPRESSED) this.readInteger(bytes, first & LENGTH_6_BITS_MAX, end);
    this.bytesAt = this.at;
  }

  private readInteger(bytes: Uint8Array, encoding: number, end: number): void {
    const width = 1 << encoding;
    if (this.at + 1 + width > end) return;
    let value = 0;
    for (let i = 0; i < width; i++) value |= bytes[this.at + 1 + i] << (8 * i);
    const unused = 32 - 8 * width;
    this.integer = (value << unused) >> unused;
    this.at += 1 + width;
    this.kind = 'integer';
  }

  /** The length at `this.at`, which moves behind it; -1 if there is none. */
  private readLength(bytes: Uint8Array, end: number): number {
    if (this.at >= end) return -1;
    const first = bytes[this.at++];
    if (first <= LENGTH_6_BITS_MAX) return first;
    if (first < TAG_32_BITS) {
      if (this.at >= end) return -1;
      return ((first & LENGTH_6_BITS_MAX) << 8) | bytes[this.at++];
    }
    if (first === TAG_32_BITS) return this.readBigEndian(bytes, end);
    if (first !== TAG_64_BITS) return -1;
    const high = this.readBigEndian(bytes, end);
    const low = this.readBigEndian(bytes, end);
    return high < 0 || low < 0 ? -1 : high * TWO_32 + low;
  }

  private readBigEndian(bytes: Uint8Array, end: number): number {
    const { at } = this;
    if (at + 4 > end) return -1;
    this.at = at + 4;
    const low = (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    return bytes[at] * 2 ** 24 + low;
  }
}
