/**
 * What DUMP gives and RESTORE takes:
 *
 *     +------+---------------------+-----------------+------------------------------------+
 *     | type | value, as in an RDB | RDB version,    | CRC-64 of all bytes before it,     |
 *     | u8   | file                | u16             | little-endian                      |
 *     +------+---------------------+-----------------+------------------------------------+
 *
 * Written with version 10, which Redis 7.0 reads. Source: the Redis RDB format. As in Redis a value
 * may be followed by bytes that belong to nothing, and may even run into the footer.
 */
import { Crc64 } from '../base/crc64.js';
import { lzfDecompress } from '../base/lzf.js';
import type { Database } from './database.js';
import type { ExpireAt } from './item-layout.js';
import {
  LENGTH_BYTES_MAX,
  RdbStringHeader,
  STRING_HEADER_BYTES_MAX,
  writeRdbLength,
  writeRdbString,
} from './rdb-string.js';
import { visitString } from './string-pieces.js';
import { copyOfString, setBytes, setInteger, setPaged, stringLength } from './string-values.js';

const VERSION_WRITTEN = 10;
const VERSION_READ_MAX = 12;
/** The version that Valkey 9 writes. */
const VERSION_VALKEY = 80;
const VERSION_BYTES = 2;
const CRC_BYTES = 8;
const FOOTER_BYTES = VERSION_BYTES + CRC_BYTES;
const TYPE_STRING = 0;
/** A string of more bytes cannot be stored. */
const STRING_BYTES_MAX = 536_870_912;
/** Longer strings are neither copied nor compressed for a payload. */
export const COMPRESSED_BYTES_MAX = 65_536;
/** Three bytes repeat 264 bytes at most. */
const LZF_RATIO_MAX = 88;
const CHUNK_BYTES = 65_536;

/** The types of values in RDB files that are none of strings. */
const OTHER_TYPES: Readonly<Record<number, string>> = {
  1: 'list',
  2: 'set',
  3: 'sorted set',
  4: 'hash',
  5: 'sorted set',
  6: 'module value',
  7: 'module value',
  9: 'hash',
  10: 'list',
  11: 'set',
  12: 'sorted set',
  13: 'hash',
  14: 'list',
  15: 'stream',
  16: 'hash',
  17: 'sorted set',
  18: 'list',
  19: 'stream',
  20: 'set',
  21: 'stream',
  22: 'hash',
  23: 'hash',
  24: 'hash',
  25: 'hash',
};

/** Bytes that lie in one piece or in pages. */
export interface ByteSource {
  readonly length: number;
  /** Copies the bytes from `offset` on to target[start, end). */
  copyTo(offset: number, target: Uint8Array, start: number, end: number): void;
}

/** The payload of the found string in one piece. */
export function dumpFoundString(db: Database): Uint8Array {
  const value = copyOfString(db);
  const payload = new Uint8Array(1 + value.length + STRING_HEADER_BYTES_MAX + FOOTER_BYTES);
  payload[0] = TYPE_STRING;
  const end = writeRdbString(payload, 1, value, 0, value.length);
  const crc = new Crc64();
  crc.update(payload, 0, writeVersion(payload, end));
  crc.writeTo(payload, end + VERSION_BYTES);
  return payload.subarray(0, end + FOOTER_BYTES);
}

/** Bytes of the found string in a payload, without type and footer. */
export function serializedLength(db: Database): number {
  const length = stringLength(db);
  if (length > COMPRESSED_BYTES_MAX)
    return writeRdbLength(new Uint8Array(LENGTH_BYTES_MAX), 0, length) + length;
  return dumpFoundString(db).length - 1 - FOOTER_BYTES;
}

/** What stands before and after the bytes of the found string, which are read once for it. */
export function dumpAroundFoundString(db: Database): { head: Uint8Array; footer: Uint8Array } {
  const head = new Uint8Array(STRING_HEADER_BYTES_MAX);
  head[0] = TYPE_STRING;
  const end = writeRdbLength(head, 1, stringLength(db));
  const footer = new Uint8Array(FOOTER_BYTES);
  const crc = new Crc64();
  crc.update(head, 0, end);
  visitString(db, (bytes, from, to) => crc.update(bytes, from, to));
  crc.update(footer, 0, writeVersion(footer, 0));
  crc.writeTo(footer, VERSION_BYTES);
  return { head: head.subarray(0, end), footer };
}

function writeVersion(target: Uint8Array, at: number): number {
  target[at] = VERSION_WRITTEN;
  target[at + 1] = 0;
  return at + VERSION_BYTES;
}

/** Whether version and checksum of a payload are right. */
export function isPayloadSealed(payload: ByteSource): boolean {
  const { length } = payload;
  if (length < FOOTER_BYTES) return false;
  const footer = new Uint8Array(FOOTER_BYTES);
  payload.copyTo(length - FOOTER_BYTES, footer, 0, FOOTER_BYTES);
  const version = footer[0] | (footer[1] << 8);
  if (version > VERSION_READ_MAX && version !== VERSION_VALKEY) return false;
  const crc = new Crc64();
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, length));
  const end = length - CRC_BYTES;
  for (let at = 0; at < end; at += chunk.length) {
    const size = Math.min(chunk.length, end - at);
    payload.copyTo(at, chunk, 0, size);
    crc.update(chunk, 0, size);
  }
  return crc.equalsAt(footer, VERSION_BYTES);
}

/** The type of a payload's value where it is not a string; undefined for a string or nonsense. */
export function foreignTypeOf(payload: ByteSource): string | undefined {
  const type = new Uint8Array(1);
  payload.copyTo(0, type, 0, 1);
  return OTHER_TYPES[type[0]];
}

/** What became of a payload: stored, not understood, or memory was refused. */
export type Restored = 'stored' | 'corrupt' | 'refused';

/** Makes the string of a sealed payload the value of a key; all but 'stored' changed nothing. */
export function restoreString(
  db: Database,
  key: Uint8Array,
  payload: ByteSource,
  expireAt: ExpireAt,
): Restored {
  const start = new Uint8Array(Math.min(1 + STRING_HEADER_BYTES_MAX, payload.length));
  payload.copyTo(0, start, 0, start.length);
  if (start[0] !== TYPE_STRING) return 'corrupt';
  const header = new RdbStringHeader();
  header.read(start, 1, start.length);
  if (header.kind === 'corrupt') return 'corrupt';
  if (header.kind === 'integer') {
    return outcome(setInteger(db, key, 0, key.length, header.integer, expireAt));
  }
  if (header.storedLength > payload.length - header.bytesAt) return 'corrupt';
  if (header.kind === 'compressed') return restoreCompressed(db, key, payload, header, expireAt);
  return restorePlain(db, key, payload, header, expireAt);
}

function outcome(isStored: boolean): Restored {
  return isStored ? 'stored' : 'refused';
}

function restorePlain(
  db: Database,
  key: Uint8Array,
  payload: ByteSource,
  header: RdbStringHeader,
  expireAt: ExpireAt,
): Restored {
  const { length, bytesAt } = header;
  const { pagedValues } = db.items;
  const { pageSizeBytes } = db.keyspace.memory.layout;
  const chunk = new Uint8Array(Math.min(length, pageSizeBytes));
  if (length <= pageSizeBytes) {
    payload.copyTo(bytesAt, chunk, 0, length);
    return outcome(setBytes(db, key, 0, key.length, chunk, 0, length, expireAt));
  }
  const head = pagedValues.create(length);
  if (head === 0) return 'refused';
  for (let at = 0; at < length; at += chunk.length) {
    const size = Math.min(chunk.length, length - at);
    payload.copyTo(bytesAt + at, chunk, 0, size);
    if (!pagedValues.write(head, at, chunk, 0, size)) {
      pagedValues.release(head);
      return 'refused';
    }
  }
  return outcome(setPaged(db, key, 0, key.length, head, expireAt));
}

/** Holds the compressed bytes and the string in one piece each, once memory for it is granted. */
function restoreCompressed(
  db: Database,
  key: Uint8Array,
  payload: ByteSource,
  header: RdbStringHeader,
  expireAt: ExpireAt,
): Restored {
  const { length, storedLength, bytesAt } = header;
  if (length > STRING_BYTES_MAX || length > storedLength * LZF_RATIO_MAX) return 'corrupt';
  const { memory } = db.keyspace;
  if (!memory.canAllocatePages(Math.floor(length / memory.layout.pageSizeBytes))) return 'refused';
  const compressed = new Uint8Array(storedLength);
  payload.copyTo(bytesAt, compressed, 0, storedLength);
  const value = new Uint8Array(length);
  if (lzfDecompress(compressed, 0, storedLength, value, 0, length) !== length) return 'corrupt';
  return outcome(setBytes(db, key, 0, key.length, value, 0, length, expireAt));
}
