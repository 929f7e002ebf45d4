import { describe, expect, it } from 'vitest';
import { Arguments } from '../../../src/protocol/arguments.js';
import { splitInlineRequest } from '../../../src/protocol/inline-request.js';

function split(line: string): string[] {
  const args = new Arguments();
  args.paged = [undefined];
  const bytes = Buffer.from(`"x${line}y"`, 'latin1');
  splitInlineRequest(bytes, 2, bytes.length - 2, args);
  expect(args.paged).toBeNull();
  return Array.from({ length: args.count }, (_, i) => args.latin1(i));
}

describe('an inline request', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' \t\v\f ', []],
    ['PING', ['PING']],
    ['  set\ta  b ', ['set', 'a', 'b']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ['"" \'\'', ['', '']],
    ['"\\n\\r\\t\\b\\a"', ['\n\r\t\b\x07']],
    ['"\\x00\\xFf\\xzz\\x4"', ['\0\xffxzzx4']],
    ['"\\"\\\\\\q"', ['"\\q']],
    ["'it\\'s \\n \\x41'", ["it's \\n \\x41"]],
    ['a\\nb', ['a\\nb']],
    ['foo"bar baz"', ['foobar baz']],
    ['\xe9\xff', ['\xe9\xff']],
    ['a b\0c d', ['a', 'b']],
    ['\0', []],
    ['"a"\0b', ['a']],
  ])('%j has the words %j', (line, words) => {
    expect(split(line)).toEqual(words);
  });

  it.each(['"open', "'open", '"a"b', "'a'b", '"a\\"', "'a\\'", '"\\', '"a\0"', 'a"b"c'])(
    '%j is refused',
    (line) => {
      expect(() => split(line)).toThrow('ERR Protocol error: unbalanced quotes in request');
    },
  );

  it('has room for many words', () => {
    const words = Array.from({ length: 1000 }, (_, i) => String(i));
    expect(split(words.join(' '))).toEqual(words);
  });

  it('leaves the bytes it was read from alone', () => {
    const args = new Arguments();
    const bytes = Buffer.from('"\\x41"');
    splitInlineRequest(bytes, 0, bytes.length, args);
    expect(bytes.toString()).toBe('"\\x41"');
  });
});
