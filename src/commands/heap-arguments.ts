/** Reads the options that the words of MEMORY HEAP share. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { DIMENSIONS, type Dimension } from '../profiler/heap-snapshot.js';
import type { Arguments } from '../protocol/arguments.js';

/** Argument 2 is the word itself; its own arguments begin here. */
export const HEAP_ARGUMENT_FIRST = 3;

/** The dimensions in argument i, as in `prefix` or `prefix,command`. */
export function dimensionsAt(args: Arguments, i: number): Dimension[] {
  if (i >= args.count) throw new ReplyError(ERRORS.syntax);
  const chosen: Dimension[] = [];
  for (const word of args.latin1(i).toLowerCase().split(',')) {
    const dimension = DIMENSIONS.find((name) => name === word);
    if (dimension === undefined || chosen.includes(dimension)) {
      throw new ReplyError(`ERR GROUP takes some of ${DIMENSIONS.join(', ')}, joined by commas`);
    }
    chosen.push(dimension);
  }
  return chosen;
}

/** Argument i as an integer from `min` to `max`; `noun` names it in the error. */
export function integerBetween(
  args: Arguments,
  i: number,
  noun: string,
  min: number,
  max: number,
): number {
  if (i >= args.count) throw new ReplyError(ERRORS.syntax);
  const value = args.integer(i);
  if (value >= min && value <= max) return value;
  throw new ReplyError(`ERR ${noun} must be between ${min} and ${max}`);
}

/** Throws unless the word has from `min` to `max` arguments of its own. */
export function checkWordArity(args: Arguments, word: string, min: number, max: number): void {
  const own = args.count - HEAP_ARGUMENT_FIRST;
  if (own >= min && own <= max) return;
  throw new ReplyError(`ERR wrong number of arguments for 'memory|heap ${word}' command`);
}
