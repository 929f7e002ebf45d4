/** Parses one value with a kind, as the tests of the kinds do. */
import type {
  DirectiveKind,
  ParseContext,
  Parsed,
} from '../../src/server/config/directive-kind.js';

export function parseWith<T>(
  kind: DirectiveKind<T>,
  words: readonly string[],
  context: Partial<ParseContext<T>> = {},
): Parsed<T> {
  return kind.parse(words, {
    current: null,
    isRepeated: false,
    kindOfPath: () => 'none',
    ...context,
  });
}
