import { expect, test } from 'vitest';
import { GlobPattern, globMatches } from '../../../src/base/glob.js';
import { Prng, seedFrom } from '../../support/prng.js';

/** Matches with bytes around both that would change the answer if they were looked at. */
function matches(pattern: string, text: string, nocase = false): boolean {
  const p = Buffer.from(`*${pattern}*]`, 'latin1');
  const t = Buffer.from(`a${text}a`, 'latin1');
  const isMatch = globMatches(p, 1, p.length - 2, t, 1, t.length - 1, nocase);
  if (!nocase && pattern !== '*') {
    const compiled = new GlobPattern(p, 1, p.length - 2);
    expect(compiled.matches(t, 1, t.length - 1), `${pattern} ${text}`).toBe(isMatch);
  }
  return isMatch;
}

test('stars, question marks and literals', () => {
  const yes = ['h?llo hello', 'h*llo hllo', 'h*llo heeeello', '*x* axb', 'a* a', 'a** a', '**b b'];
  const no = ['h?llo hllo', 'h*llo hell', '?a a', 'a ab', 'ab a', '*?? a', 'A a', '*ab* ba'];
  for (const line of yes)
    expect(matches(...(line.split(' ') as [string, string])), line).toBe(true);
  for (const line of no)
    expect(matches(...(line.split(' ') as [string, string])), line).toBe(false);
});

test('classes, ranges and escapes', () => {
  const yes = [
    'h[ae]llo hallo',
    'h[^e]llo hallo',
    'h[a-b]llo hbllo',
    '[c-a] b',
    '[\\]] ]',
    '\\* *',
  ];
  const no = ['h[ae]llo hillo', 'h[^e]llo hello', 'h[a-b]llo hcllo', '[^] a]', '\\* a', '[] a'];
  for (const line of yes)
    expect(matches(...(line.split(' ') as [string, string])), line).toBe(true);
  for (const line of no)
    expect(matches(...(line.split(' ') as [string, string])), line).toBe(false);
});

test('the odd cases are those of Redis', () => {
  expect(matches('[', 'a')).toBe(false);
  expect(matches('[^', 'a')).toBe(true);
  expect(matches('[a', 'a')).toBe(true);
  expect(matches('[abc', 'c')).toBe(true);
  expect(matches('[a-]', '`')).toBe(true);
  expect(matches('[a-]b', 'ab')).toBe(false);
  expect(matches('[a-', 'a')).toBe(true);
  expect(matches('[a-', '-')).toBe(true);
  expect(matches('a\\', 'a\\')).toBe(true);
  expect(matches('[\\', '\\')).toBe(true);
  expect(matches('[\xff-a]', '\x80')).toBe(false);
  expect(matches('[\x80-\xff]', '\x90')).toBe(true);
  expect(matches('*a', '')).toBe(false);
  expect(matches('**', '')).toBe(false);
  expect(matches('', '')).toBe(true);
  expect(matches('', 'a')).toBe(false);
});

test('nocase folds letters, ranges and class members but not escaped class members', () => {
  expect(matches('MAXmemory*', 'maxmemory-policy', true)).toBe(true);
  expect(matches('[A-C]x', 'bX', true)).toBe(true);
  expect(matches('[a]', 'A', true)).toBe(true);
  expect(matches('[\\a]', 'A', true)).toBe(false);
  expect(matches('\\a', 'A', true)).toBe(true);
  expect(matches('@', '`', true)).toBe(false);
});

test('a lone star compiles to everything, the empty text included', () => {
  const everything = new GlobPattern(Buffer.from('*'), 0, 1);
  expect(everything.kind).toBe('everything');
  expect(everything.matches(Buffer.from('x'), 0, 0)).toBe(true);
  const star = Buffer.from('*');
  expect(globMatches(star, 0, 1, star, 0, 0, false)).toBe(false);
});

test('a compiled pattern knows its kind and keeps its own bytes', () => {
  const bytes = Buffer.from('user:* plain a*b u[x]*');
  const prefix = new GlobPattern(bytes, 0, 6);
  expect(prefix.kind).toBe('prefix');
  expect(Buffer.from(prefix.literalPrefix).toString()).toBe('user:');
  expect(new GlobPattern(bytes, 7, 12).kind).toBe('literal');
  expect(new GlobPattern(bytes, 13, 16).kind).toBe('general');
  expect(new GlobPattern(bytes, 17, 22).kind).toBe('general');
  bytes.fill(0);
  expect(prefix.matches(Buffer.from('user:1'), 0, 6)).toBe(true);
  expect(prefix.matches(Buffer.from('user'), 0, 4)).toBe(false);
});

test('patterns of stars and escapes agree with regular expressions', () => {
  const seed = seedFrom('GLOB_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: prng.integer(1, 10) }, () => prng.pick(['a', 'b'])).join('');
    const parts = Array.from({ length: prng.integer(0, 7) }, () => {
      return prng.pick(['a', 'b', '*', '?', '[ab]', '[^a]', '\\a', '[a-b]']);
    });
    const expression = parts.map((part) => {
      if (part === '*') return '.*';
      return part === '?' ? '.' : part.replace('\\', '');
    });
    const expected = new RegExp(`^${expression.join('')}$`).test(text);
    expect(matches(parts.join(''), text), `${parts.join('')} ${text}, seed ${seed}`).toBe(expected);
  }
});

test('many stars do not take exponential time', () => {
  const text = Buffer.alloc(20_000, 0x61);
  const pattern = Buffer.from(`${'*a'.repeat(200)}*b`);
  const before = performance.now();
  expect(globMatches(pattern, 0, pattern.length, text, 0, text.length, false)).toBe(false);
  expect(performance.now() - before).toBeLessThan(2000);
});
