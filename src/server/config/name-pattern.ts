/** Glob patterns over directive names and file names, which are byte strings here. */
import { globMatches } from '../../base/glob.js';

/** True if a wildcard is in it; a backslash alone makes no pattern. */
export function isPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

export function matchesPattern(
  pattern: string,
  text: string,
  letterCase: 'exact' | 'ignored',
): boolean {
  const patternBytes = Buffer.from(pattern, 'latin1');
  const bytes = Buffer.from(text, 'latin1');
  const ignoresCase = letterCase === 'ignored';
  return globMatches(patternBytes, 0, patternBytes.length, bytes, 0, bytes.length, ignoresCase);
}
