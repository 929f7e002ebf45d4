import { expect, test } from 'vitest';
import { CommonSubsequence } from '../../../src/base/common-subsequence.js';
import { Prng } from '../../support/prng.js';

const of = (first: string, second: string): CommonSubsequence =>
  new CommonSubsequence(Buffer.from(first), Buffer.from(second));

test('the subsequence and its runs, the last first', () => {
  const common = of('ohmytext', 'mynewtext');
  expect(Buffer.from(common.bytes()).toString()).toBe('mytext');
  expect(common.length()).toBe(6);
  expect(common.matches()).toEqual([
    { first: 4, second: 5, length: 4 },
    { first: 2, second: 0, length: 2 },
  ]);
});

test('where several are longest the second string is shortened first', () => {
  expect(Buffer.from(of('ab', 'ba').bytes()).toString()).toBe('b');
  expect(of('', 'abc').matches()).toEqual([]);
  expect(of('abc', '').length()).toBe(0);
});

test('runs spell the same in both strings and add up to the greatest length', () => {
  const seed = 11;
  const prng = new Prng(seed);
  for (let round = 0; round < 300; round++) {
    const draw = (): string =>
      Array.from({ length: prng.integer(0, 9) }, () => prng.pick(['a', 'b', 'c'])).join('');
    const [first, second] = [draw(), draw()];
    const common = of(first, second);
    for (const run of common.matches()) {
      expect(first.slice(run.first, run.first + run.length)).toBe(
        second.slice(run.second, run.second + run.length),
      );
    }
    const sum = common.matches().reduce((total, run) => total + run.length, 0);
    expect(sum, `seed ${seed}`).toBe(longest(first, second));
    expect(of(first, second).length()).toBe(sum);
  }
});

/** By definition, trying everything. */
function longest(first: string, second: string): number {
  if (first === '' || second === '') return 0;
  if (first[0] === second[0]) return 1 + longest(first.slice(1), second.slice(1));
  return Math.max(longest(first.slice(1), second), longest(first, second.slice(1)));
}
