import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('PING answers PONG', () => {
  for (const resp of [2, 3] as const) {
    expect(callBare(['PING'], { resp }).toString()).toBe('+PONG\r\n');
  }
});

test('PING answers a message with the message', () => {
  expect(callBare(['ping', 'a\r\nb'], { resp: 3 }).toString()).toBe('$4\r\na\r\nb\r\n');
});

test('PING refuses more than one message', () => {
  expect(callBare(['PING', 'a', 'b']).toString()).toBe(
    "-ERR wrong number of arguments for 'ping' command\r\n",
  );
});
