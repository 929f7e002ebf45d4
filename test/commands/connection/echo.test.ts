import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('ECHO sends the message back, whatever its bytes', () => {
  expect(callBare(['ECHO', 'hello']).toString()).toBe('$5\r\nhello\r\n');
  expect(callBare(['echo', '']).toString()).toBe('$0\r\n\r\n');
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(callBare(['ECHO', bytes], { resp: 3 })).toEqual(
    Buffer.concat([Buffer.from('$256\r\n'), bytes, Buffer.from('\r\n')]),
  );
});

test('ECHO takes one message', () => {
  expect(() => callBare(['ECHO'])).toThrow('arguments refused');
  expect(() => callBare(['ECHO', 'a', 'b'])).toThrow('arguments refused');
});
