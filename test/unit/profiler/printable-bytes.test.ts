import { expect, test } from 'vitest';
import { printableBytes } from '../../../src/profiler/printable-bytes.js';
import { Prng, seedFrom } from '../../support/prng.js';

/** The inverse: what a reader of a dump does to get the bytes back. */
function parse(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const match of text.matchAll(/\\x([0-9a-f]{2})|\\\\|[^\\]+/g)) {
    if (match[1] !== undefined) parts.push(Buffer.from([Number.parseInt(match[1], 16)]));
    else parts.push(Buffer.from(match[0] === '\\\\' ? '\\' : match[0]));
  }
  return Buffer.concat(parts);
}

test.each([
  ['plain text', 'plain text'],
  ['\u00e9t\u00e9 \u4f60 \u{1f600}', '\u00e9t\u00e9 \u4f60 \u{1f600}'],
  ['a\\b', 'a\\\\b'],
  ['a\r\n\x00\x7f', 'a\\x0d\\x0a\\x00\\x7f'],
  ['\u2028\u0085', '\\xe2\\x80\\xa8\\xc2\\x85'],
])('%j is shown as %j', (bytes, text) => {
  const buffer = Buffer.from(bytes);
  expect(printableBytes(buffer, 0, buffer.length)).toBe(text);
});

test('bytes that are not UTF-8 are shown in hexadecimal', () => {
  const buffer = Buffer.from([0xff, 0x41, 0xc3, 0x28, 0xe2, 0x82, 0xed, 0xa0, 0x80]);
  expect(printableBytes(buffer, 0, buffer.length)).toBe('\\xffA\\xc3(\\xe2\\x82\\xed\\xa0\\x80');
  expect(printableBytes(Buffer.from('\u00e9'), 0, 1)).toBe('\\xc3');
});

test('random bytes come back and never break a line', () => {
  const prng = new Prng(seedFrom('PROFILER_SEED'));
  console.log(`PROFILER_SEED=${prng.seed}`);
  for (let round = 0; round < 2000; round++) {
    const bytes = prng.chance(0.5)
      ? prng.bytes(prng.integer(0, 20))
      : Buffer.from(String.fromCodePoint(prng.integer(1, 0xd000), prng.integer(0xe000, 0x10ffff)));
    const text = printableBytes(bytes, 0, bytes.length);
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(parse(text).equals(bytes)).toBe(true);
  }
});
