/**
 * Glob patterns over directive names and file names: `*`, `?`, `[abc]`, `[^a-c]` and `\` before a
 * character taken literally. Short strings only: patterns over keys have a matcher on bytes.
 */
export function isPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

/** Compiles a glob pattern; an unclosed class ends where the pattern ends, as in Redis. */
export function compilePattern(pattern: string, letterCase: 'exact' | 'ignored'): RegExp {
  let source = '';
  let position = 0;
  while (position < pattern.length) {
    const character = pattern[position]!;
    position++;
    if (character === '*') source += '[^]*';
    else if (character === '?') source += '[^]';
    else if (character === '[') {
      const group = readClass(pattern, position);
      source += group.source;
      position = group.end;
    } else if (character === '\\' && position < pattern.length) {
      source += escapeCharacter(pattern[position]!);
      position++;
    } else source += escapeCharacter(character);
  }
  return new RegExp(`^${source}$`, letterCase === 'ignored' ? 'i' : '');
}

function readClass(pattern: string, start: number): { source: string; end: number } {
  let position = start;
  const isNegated = pattern[position] === '^';
  if (isNegated) position++;
  let members = '';
  while (position < pattern.length && pattern[position] !== ']') {
    if (pattern[position] === '\\' && position + 1 < pattern.length) position++;
    const low = pattern[position]!;
    if (pattern[position + 1] === '-' && position + 2 < pattern.length) {
      members += range(low, pattern[position + 2]!);
      position += 3;
    } else {
      members += escapeCharacter(low);
      position++;
    }
  }
  const source =
    members === '' ? (isNegated ? '[^]' : '[]') : `[${isNegated ? '^' : ''}${members}]`;
  return { source, end: position + 1 };
}

function range(one: string, other: string): string {
  const [low, high] = one <= other ? [one, other] : [other, one];
  return `${escapeCharacter(low)}-${escapeCharacter(high)}`;
}

function escapeCharacter(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
