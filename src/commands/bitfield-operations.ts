/**
 * What BITFIELD and BITFIELD_RO share: the operations of a request, read completely and checked
 * before the first is executed.
 */
import { ERRORS } from '../base/errors.js';
import {
  type FieldType,
  fieldMax,
  fitField,
  type Overflow,
  wrapField,
} from '../base/integer-field.js';
import { parseInt53 } from '../base/parse-integer.js';
import { ReplyError } from '../base/reply-error.js';
import type { Database } from '../keyspace/database.js';
import { byteAt, setByteAt } from '../keyspace/string-edit.js';
import type { Arguments } from '../protocol/arguments.js';
import { fieldOffset } from './bit-arguments.js';
import type { CommandContext } from './context.js';

export type FieldVerb = 'GET' | 'SET' | 'INCRBY';

export interface FieldOperation {
  readonly verb: FieldVerb;
  readonly type: FieldType;
  /** Position of the field's first bit. */
  readonly offset: number;
  /** The new value, or what is added. */
  readonly value: bigint;
  readonly overflow: Overflow;
}

const BYTE_BITS = 8;
const INT64_MAX = 2n ** 63n - 1n;
const SMALL_I = 0x69;
const SMALL_U = 0x75;
const WIDTH_SIGNED_MAX = 64;
const WIDTH_UNSIGNED_MAX = 63;
const INVALID_TYPE =
  'ERR Invalid bitfield type. Use something like i16 u8. ' +
  'Note that u64 is not supported but i64 is.';
const OVERFLOWS: readonly Overflow[] = ['WRAP', 'SAT', 'FAIL'];

/** The operations from argument 2 on; throws where one of them is wrong. */
export function parseOperations(context: CommandContext, args: Arguments): FieldOperation[] {
  const operations: FieldOperation[] = [];
  let overflow: Overflow = 'WRAP';
  for (let i = 2; i < args.count; ) {
    const left = args.count - i - 1;
    if (args.is(i, 'OVERFLOW') && left >= 1) {
      overflow = overflowOf(args, i + 1);
      i += 2;
      continue;
    }
    const verb = verbOf(args, i);
    const size = verb === 'GET' ? 2 : 3;
    if (verb === null || left < size) throw new ReplyError(ERRORS.syntax);
    const type = typeOf(args, i + 1);
    const offset = fieldOffset(context, args, i + 2, type.width);
    const value = verb === 'GET' ? 0n : args.int64(i + 3);
    operations.push({ verb, type, offset, value, overflow });
    i += 1 + size;
  }
  return operations;
}

function verbOf(args: Arguments, i: number): FieldVerb | null {
  if (args.is(i, 'GET')) return 'GET';
  if (args.is(i, 'SET')) return 'SET';
  return args.is(i, 'INCRBY') ? 'INCRBY' : null;
}

function overflowOf(args: Arguments, i: number): Overflow {
  const overflow = OVERFLOWS.find((name) => args.is(i, name));
  if (overflow === undefined) throw new ReplyError('ERR Invalid OVERFLOW type specified');
  return overflow;
}

function typeOf(args: Arguments, i: number): FieldType {
  const start = args.starts[i];
  const sign = args.ends[i] > start ? args.bytes[start] : 0;
  const isSigned = sign === SMALL_I;
  const width = parseInt53(args.bytes, start + 1, args.ends[i]);
  const widthMax = isSigned ? WIDTH_SIGNED_MAX : WIDTH_UNSIGNED_MAX;
  const isValid = (isSigned || sign === SMALL_U) && width >= 1 && width <= widthMax;
  if (!isValid) throw new ReplyError(INVALID_TYPE);
  return { isSigned, width };
}

/** The first byte of an operation's field. */
export function fieldStart({ offset }: FieldOperation): number {
  return Math.floor(offset / BYTE_BITS);
}

/** One past the last byte of an operation's field. */
export function fieldEnd({ offset, type }: FieldOperation): number {
  return Math.ceil((offset + type.width) / BYTE_BITS);
}

/** The field's value in the found string of `length` bytes, which goes on with zeros. */
export function readField(db: Database, operation: FieldOperation, length: number): bigint {
  const end = fieldEnd(operation);
  let bits = 0n;
  for (let at = fieldStart(operation); at < end; at++) {
    bits = (bits << 8n) | BigInt(at < length ? byteAt(db, at) : 0);
  }
  const behind = end * BYTE_BITS - (operation.offset + operation.type.width);
  return wrapField(operation.type, bits >> BigInt(behind));
}

/** Writes a value into the field; the found string was prepared for it. */
export function writeField(db: Database, operation: FieldOperation, value: bigint): void {
  const { offset, type } = operation;
  const start = fieldStart(operation);
  const end = fieldEnd(operation);
  const behind = BigInt(end * BYTE_BITS - (offset + type.width));
  const mask = ((1n << BigInt(type.width)) - 1n) << behind;
  let bits = 0n;
  for (let at = start; at < end; at++) bits = (bits << 8n) | BigInt(byteAt(db, at));
  bits = (bits & ~mask) | (BigInt.asUintN(type.width, value) << behind);
  for (let at = end - 1; at >= start; at--) {
    setByteAt(db, at, Number(bits & 0xffn));
    bits >>= 8n;
  }
}

/** The value that an operation gives a field that holds `before`; null if it refuses. */
export function fieldAfter(operation: FieldOperation, before: bigint): bigint | null {
  const { verb, type, value, overflow } = operation;
  if (verb === 'GET') return before;
  if (verb === 'INCRBY') return fitField(type, before + value, overflow);
  // Redis takes a negative number that is set in an unsigned field as its 64-bit complement.
  if (!type.isSigned) return fitField(type, BigInt.asUintN(64, value), overflow);
  // Its distance to the greatest value has 64 bits in Redis, and where that wraps round, a number
  // far below the range saturates at the upper end.
  const max = fieldMax(type);
  const isFarBelow = type.width < WIDTH_SIGNED_MAX && value < max - INT64_MAX;
  return fitField(type, isFarBelow && overflow === 'SAT' ? max : value, overflow);
}
