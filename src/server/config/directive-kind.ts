/**
 * What a kind of directive (yes or no, memory, save points …) knows: how words become a typed
 * value, how CONFIG GET shows it, and which lines CONFIG REWRITE writes for it.
 */
import type { PathKind } from './config-files.js';

/** A value together with its text, exactly as CONFIG GET reports it. */
export interface Parsed<T> {
  readonly value: T;
  /** Kept beside the value because a 64-bit number does not survive as a JavaScript number. */
  readonly text: string;
}

export interface ParseContext<T> {
  /** The value that would be replaced; null while the default itself is parsed. */
  readonly current: Parsed<T> | null;
  /** True when a configuration is being loaded and an earlier line set this directive. */
  readonly isRepeated: boolean;
  readonly kindOfPath: (path: string) => PathKind;
}

/** One line of a rewritten file, without the directive's name. */
export interface RewriteLine {
  readonly words: string;
  /** Written even where the old file has no line to replace: the value is not the default. */
  readonly isForced: boolean;
}

export interface DirectiveKind<T> {
  /** With 'many', a single word is split at its spaces: CONFIG SET passes only one. */
  readonly arity: 'one' | 'many';
  /** Throws InvalidValue. */
  parse(words: readonly string[], context: ParseContext<T>): Parsed<T>;
  /** No line at all removes the directive from the file. */
  rewriteLines(current: Parsed<T>, initial: Parsed<T>): readonly RewriteLine[];
}

/** The value does not suit the directive. The message is Redis's, to be shown to the user. */
export class InvalidValue extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidValue';
  }
}

/** The usual rewrite: one line with the text, forced when it differs from the default. */
export function rewriteAsText<T>(current: Parsed<T>, initial: Parsed<T>): readonly RewriteLine[] {
  return [{ words: current.text, isForced: current.text !== initial.text }];
}
