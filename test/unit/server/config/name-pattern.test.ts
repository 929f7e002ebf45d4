import { expect, test } from 'vitest';
import { compilePattern, isPattern } from '../../../../src/server/config/name-pattern.js';

test.each<[pattern: string, text: string, isMatch: boolean]>([
  ['*', '', true],
  ['max*', 'maxmemory', true],
  ['*memory', 'maxmemory-policy', false],
  ['h?', 'hz', true],
  ['h?', 'h', false],
  ['[th]z', 'hz', true],
  ['[a-c]x', 'bx', true],
  ['[c-a]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[^a-c]x', 'dx', true],
  ['[]x', 'x', false],
  ['[ab', 'b', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['[\\]]', ']', true],
  ['a.c', 'abc', false],
  ['(x)+', '(x)+', true],
  ['a*', 'a\nb', true],
])('%s on %s', (pattern, text, isMatch) => {
  expect(compilePattern(pattern, 'exact').test(text)).toBe(isMatch);
});

test('letter case counts only when asked to', () => {
  expect(compilePattern('HZ*', 'ignored').test('hz')).toBe(true);
  expect(compilePattern('HZ*', 'exact').test('hz')).toBe(false);
});

test('only * ? and [ make a pattern', () => {
  expect(['a*', 'a?', '[a]'].every(isPattern)).toBe(true);
  expect(isPattern('a\\b]')).toBe(false);
});
