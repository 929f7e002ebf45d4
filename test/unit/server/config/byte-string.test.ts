import { expect, test } from 'vitest';
import { byteStringOf, textOfByteString } from '../../../../src/server/config/byte-string.js';

test('text becomes one character a byte and comes back', () => {
  expect(byteStringOf('né')).toBe('n\xc3\xa9');
  expect(textOfByteString('n\xc3\xa9')).toBe('né');
});
