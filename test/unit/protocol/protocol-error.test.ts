import { expect, it } from 'vitest';
import { ProtocolError } from '../../../src/protocol/protocol-error.js';

it('a protocol error has Redis’s text and takes no stack', () => {
  const limit = Error.stackTraceLimit;
  const error = new ProtocolError('invalid bulk length');
  expect(error.message).toBe('ERR Protocol error: invalid bulk length');
  expect(error.stack?.includes(' at ')).toBe(false);
  expect(Error.stackTraceLimit).toBe(limit);
});
