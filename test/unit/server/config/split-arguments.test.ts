import { expect, test } from 'vitest';
import { quoteArgument, splitArguments } from '../../../../src/server/config/split-arguments.js';
import { Prng, seedFrom } from '../../../support/prng.js';

test.each<[string, string[] | null]>([
  ['port 6379', ['port', '6379']],
  ['  a \t b  ', ['a', 'b']],
  ['', []],
  ['a ""', ['a', '']],
  ["a ''", ['a', '']],
  ['a "b c" d', ['a', 'b c', 'd']],
  ['"\\x41\\n\\r\\t\\b\\a\\\\\\"\\q"', ['A\n\r\t\b\x07\\"q']],
  ['"\\xZZ"', ['xZZ']],
  ["'a\\'b\\n'", ["a'b\\n"]],
  ['a\\n', ['a\\n']],
  ['a"b c"', ['ab c']],
  ['"a', null],
  ["'a", null],
  ['"a"b', null],
  ["'a'b", null],
  ['"a\\"', null],
])('%s', (line, words) => {
  expect(splitArguments(line)).toEqual(words);
});

test('what quoteArgument writes is read back, whatever the bytes', () => {
  const seed = seedFrom('SEGKV_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 300; round++) {
    const length = prng.integer(0, 19);
    const word = Array.from({ length }, () => String.fromCharCode(prng.integer(0, 255))).join('');
    expect(splitArguments(`x ${quoteArgument(word)}`), `seed ${seed}`).toEqual(['x', word]);
    expect(quoteArgument(word)).toMatch(/^[\x20-\x7e]*$/);
  }
});
