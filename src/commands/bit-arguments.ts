/** Bits and where they are, as arguments of the bitmap commands. */
import { ERRORS } from '../base/errors.js';
import { parseInt53, parseInt64 } from '../base/parse-integer.js';
import { ReplyError } from '../base/reply-error.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';

const BYTE_BITS = 8;
const HASH = 0x23;

/** Argument i as the position of a bit in a string; throws where none may be. */
export function bitOffset(context: CommandContext, args: Arguments, i: number): number {
  const offset = parseInt53(args.bytes, args.starts[i], args.ends[i]);
  // Also false for NaN, which stands for what is no integer.
  const isValid = offset >= 0 && Math.floor(offset / BYTE_BITS) < context.server.stringBytesMax;
  if (!isValid) throw new ReplyError(ERRORS.bitOffset);
  return offset;
}

/** As `bitOffset`; after a "#" it counts fields of `width` bits. */
export function fieldOffset(
  context: CommandContext,
  args: Arguments,
  i: number,
  width: number,
): number {
  const start = args.starts[i];
  if (args.ends[i] === start || args.bytes[start] !== HASH) return bitOffset(context, args, i);
  const field = parseInt64(args.bytes, start + 1, args.ends[i]);
  if (field === null || field < 0n) throw new ReplyError(ERRORS.bitOffset);
  const offset = field * BigInt(width);
  if (offset / BigInt(BYTE_BITS) >= BigInt(context.server.stringBytesMax)) {
    throw new ReplyError(ERRORS.bitOffset);
  }
  return Number(offset);
}

/** Whether argument i, BYTE or BIT, makes a range one of bits. */
export function isBitRange(args: Arguments, i: number): boolean {
  if (args.is(i, 'BIT')) return true;
  if (args.is(i, 'BYTE')) return false;
  throw new ReplyError(ERRORS.syntax);
}
