/** Words of a client in error texts. */
import type { Arguments } from '../protocol/arguments.js';

/** Argument i as Redis prints it: up to a zero byte, which ends a string in C. */
export function printedName(args: Arguments, i: number): string {
  const text = args.latin1(i);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
