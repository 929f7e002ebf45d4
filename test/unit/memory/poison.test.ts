import { describe, expect, it } from 'vitest';
import { isPoisoned, poison } from '../../../src/memory/poison.js';

describe('poison', () => {
  it.each([0, 1, 16, 4096, 65_535, 65_536, 65_537, 1_048_576])('covers %i bytes', (size) => {
    const bytes = new Uint8Array(size + 2);
    poison(bytes, 1, size + 1);
    expect(isPoisoned(bytes, 1, size + 1)).toBe(true);
    expect([bytes[0], bytes[size + 1]]).toEqual([0, 0]);
  });

  it('is broken by one changed byte, wherever it is', () => {
    const bytes = new Uint8Array(200_000);
    poison(bytes, 0, bytes.length);
    for (const at of [0, 1, 65_535, 65_536, 131_072, 199_999]) {
      bytes[at] = 0;
      expect(isPoisoned(bytes, 0, bytes.length)).toBe(false);
      poison(bytes, at, at + 1);
    }
    expect(isPoisoned(bytes, 0, bytes.length)).toBe(true);
  });
});
