import { expect, test } from 'vitest';
import { quoteBytes } from '../../../src/server/quote-bytes.js';

test('only printable ASCII stands for itself', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const text = quoteBytes(all, 0, 256);
  expect(text).toMatch(/^"[ -~]*"$/);
  expect(quoteBytes(all, 7, 14)).toBe('"\\a\\b\\t\\n\\x0b\\x0c\\r"');
  expect(quoteBytes(Buffer.from('a "b" \\'), 0, 7)).toBe('"a \\"b\\" \\\\"');
  expect(quoteBytes(Uint8Array.of(0, 0x1f, 0x7f, 0x80, 0xff), 0, 5)).toBe(
    '"\\x00\\x1f\\x7f\\x80\\xff"',
  );
  expect(quoteBytes(all, 65, 65)).toBe('""');
});
