import { expect, test } from 'vitest';
import { Utf8Text } from '../../../src/profiler/utf8-text.js';

test('what is pushed comes out in order, however long the pieces are', () => {
  const pieces = ['', 'a', '\u00e9', 'x'.repeat(16_383), '\u{1f600}', 'y'.repeat(50_000), 'end'];
  const text = new Utf8Text();
  for (const piece of pieces) text.push(piece);
  expect(Buffer.from(text.finish()).toString()).toBe(pieces.join(''));
});

test('nothing pushed is nothing', () => {
  expect(new Utf8Text().finish()).toHaveLength(0);
});
