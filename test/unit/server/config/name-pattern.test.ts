import { expect, test } from 'vitest';
import { isPattern, matchesPattern } from '../../../../src/server/config/name-pattern.js';

test.each<[pattern: string, text: string, isMatch: boolean]>([
  ['max*', 'maxmemory', true],
  ['*memory', 'maxmemory-policy', false],
  ['h?', 'hz', true],
  ['[^a-c]x', 'bx', false],
  ['a.c', 'abc', false],
  ['\xe9*', '\xe9t\xe9', true],
])('%s on %s', (pattern, text, isMatch) => {
  expect(matchesPattern(pattern, text, 'exact')).toBe(isMatch);
});

test('letter case counts only when asked to', () => {
  expect(matchesPattern('HZ*', 'hz', 'ignored')).toBe(true);
  expect(matchesPattern('HZ*', 'hz', 'exact')).toBe(false);
});

test('only * ? and [ make a pattern', () => {
  expect(['a*', 'a?', '[a]'].every(isPattern)).toBe(true);
  expect(isPattern('a\\b]')).toBe(false);
});
