/** Arguments that Redis keeps in 32 bits. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Arguments } from '../protocol/arguments.js';

const MIN = -2_147_483_648n;
const MAX = 2_147_483_647n;

/** Argument i as a 32-bit integer; what is none, and what only 64 bits hold, are told apart. */
export function int32(args: Arguments, i: number): number {
  const value = args.int64(i, ERRORS.notAnInteger);
  if (value >= MIN && value <= MAX) return Number(value);
  throw new ReplyError(`ERR value is out of range, value must between ${MIN} and ${MAX}`);
}
