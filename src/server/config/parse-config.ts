/**
 * The syntax of redis.conf: one directive a line, comments from # at the start of a line, quoting
 * as in split-arguments.ts. Meaning (names, values, include) is the business of load-config.ts.
 */
import { splitArguments } from './split-arguments.js';

/** Where a line stands. */
export interface ConfigLocation {
  readonly source: ConfigSource;
  /** From 1; for the command line, the number of the option. */
  readonly line: number;
}

export type ConfigSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'standard input' }
  | { readonly kind: 'command line' };

export interface ConfigLine {
  readonly location: ConfigLocation;
  /** The line without white space at its ends. */
  readonly text: string;
  /** Null when quotes are not balanced: an error once the loader comes to this line. */
  readonly words: readonly string[] | null;
}

/** The lines that say something; empty lines and comments are left out, but counted. */
export function parseConfig(text: string, source: ConfigSource): ConfigLine[] {
  const lines: ConfigLine[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = trimLine(raw);
    if (line === '' || line.startsWith('#')) continue;
    const words = splitArguments(line);
    if (words !== null && words.length === 0) continue;
    lines.push({ location: { source, line: index + 1 }, text: line, words });
  }
  return lines;
}

/** Without the white space that separates words; other characters, such as U+00A0, are data. */
export function trimLine(line: string): string {
  return line.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}
