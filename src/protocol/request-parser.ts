/**
 * Reads requests out of a run of bytes: the fast path, for requests that lie in it whole. Nothing
 * is copied; the arguments become offsets into the run. A request that is not complete is left for
 * later (INCOMPLETE); the reader then keeps its bytes or, if it is large, collects it in a
 * LargeRequest.
 */
import { parseInt64 } from '../base/parse-integer.js';
import type { Arguments } from './arguments.js';
import { splitInlineRequest } from './inline-request.js';
import { ProtocolError } from './protocol-error.js';
import {
  ARGUMENT_COUNT_MAX,
  LINE_BYTES_MAX,
  type RequestLimits,
  UNAUTHENTICATED_ARGUMENT_COUNT_MAX,
  UNAUTHENTICATED_BULK_BYTES_MAX,
} from './request-limits.js';

const CR = 13;
const LF = 10;
const STAR = 0x2a;
const DOLLAR = 0x24;
const ZERO = 0x30;
const DIGITS_MAX = 15;

/** What `parse` returns where the run ends before the request. */
export const INCOMPLETE = -1;
const NOT_A_NUMBER = Number.NaN;

export class RequestParser {
  /** Where the line that `readLine` saw ends: behind its CRLF. */
  private lineEnd = 0;

  constructor(private readonly args: Arguments) {}

  /**
   * Parses the request at `start` of bytes[…, limit) into the arguments (count 0 for an empty one)
   * and returns where it ends, or INCOMPLETE. Throws ProtocolError.
   */
  parse(bytes: Uint8Array, start: number, limit: number, limits: RequestLimits): number {
    if (bytes[start] !== STAR) return this.parseInline(bytes, start, limit);
    const count = this.readNumber(bytes, start + 1, limit, 'too big mbulk count string');
    if (this.lineEnd === INCOMPLETE) return INCOMPLETE;
    checkArgumentCount(count, limits);
    const { args } = this;
    args.count = 0;
    args.paged = null;
    if (count <= 0) return this.lineEnd;
    args.ensureCapacity(Math.min(count, limit - start));
    const { starts, ends } = args;
    let at = this.lineEnd;
    for (let i = 0; i < count; i++) {
      if (at >= limit) return INCOMPLETE;
      if (bytes[at] !== DOLLAR) failBulkType(bytes[at]);
      const size = this.readNumber(bytes, at + 1, limit, 'too big bulk count string');
      at = this.lineEnd;
      if (at === INCOMPLETE) return INCOMPLETE;
      checkBulkSize(size, limits);
      const end = at + size;
      if (end + 2 > limit) return INCOMPLETE;
      starts[i] = at;
      ends[i] = end;
      at = end + 2;
    }
    args.bytes = bytes;
    args.count = count;
    return at;
  }

  /**
   * The number on the line at `at`; sets lineEnd, to INCOMPLETE if the line has not ended. NaN if
   * it is no integer. `tooLong` is the error for a line without end.
   */
  private readNumber(bytes: Uint8Array, at: number, limit: number, tooLong: string): number {
    let value = 0;
    let position = at;
    while (position < limit) {
      const digit = bytes[position] - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      position++;
    }
    const digits = position - at;
    if (position + 1 < limit && bytes[position] === CR) {
      this.lineEnd = position + 2;
      if (digits === 0 || digits > DIGITS_MAX || (digits > 1 && bytes[at] === ZERO)) {
        return NOT_A_NUMBER;
      }
      return value;
    }
    return this.readOddNumber(bytes, at, limit, tooLong);
  }

  /** The same for anything but plain digits: negative, malformed or not ended lines. */
  private readOddNumber(bytes: Uint8Array, at: number, limit: number, tooLong: string): number {
    let position = at;
    while (position < limit && bytes[position] !== CR) position++;
    if (position + 1 >= limit) {
      this.lineEnd = INCOMPLETE;
      if (position >= limit && limit - at >= LINE_BYTES_MAX) throw new ProtocolError(tooLong);
      return NOT_A_NUMBER;
    }
    this.lineEnd = position + 2;
    return lineNumber(bytes, at, position);
  }

  private parseInline(bytes: Uint8Array, start: number, limit: number): number {
    const { args } = this;
    const newline = bytes.subarray(start, limit).indexOf(LF); // cold
    if (newline < 0) {
      if (limit - start > LINE_BYTES_MAX) throw new ProtocolError('too big inline request');
      return INCOMPLETE;
    }
    let end = start + newline;
    if (end > start && bytes[end - 1] === CR) end--;
    splitInlineRequest(bytes, start, end, args);
    return start + newline + 1;
  }
}

/** The 64-bit integer that bytes[start, end) are, rounded beyond 2^53; NaN if they are none. */
export function lineNumber(bytes: Uint8Array, start: number, end: number): number {
  const value = parseInt64(bytes, start, end);
  return value === null ? NOT_A_NUMBER : Number(value);
}

/** Throws unless a request may have `count` arguments; NaN stands for a malformed number. */
export function checkArgumentCount(count: number, limits: RequestLimits): void {
  if (Number.isNaN(count) || count > ARGUMENT_COUNT_MAX) {
    throw new ProtocolError('invalid multibulk length');
  }
  if (limits.isUnauthenticated && count > UNAUTHENTICATED_ARGUMENT_COUNT_MAX) {
    throw new ProtocolError('unauthenticated multibulk length');
  }
}

/** Throws unless an argument may have `size` bytes. */
export function checkBulkSize(size: number, limits: RequestLimits): void {
  if (!(size >= 0 && size <= limits.bulkBytesMax)) throw new ProtocolError('invalid bulk length');
  if (limits.isUnauthenticated && size > UNAUTHENTICATED_BULK_BYTES_MAX) {
    throw new ProtocolError('unauthenticated bulk length');
  }
}

/** Throws the error for an argument that does not begin with "$". */
export function failBulkType(byte: number): never {
  throw new ProtocolError(`expected '$', got '${String.fromCharCode(byte)}'`);
}
