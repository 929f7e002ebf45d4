/** The arguments of a request as texts, for commands that are rare and take names. */
import type { Arguments } from '../protocol/arguments.js';

/** The arguments from number `first` on, a character a byte. */
export function wordsFrom(args: Arguments, first: number): string[] {
  return Array.from({ length: Math.max(0, args.count - first) }, (_, i) => args.latin1(first + i));
}
