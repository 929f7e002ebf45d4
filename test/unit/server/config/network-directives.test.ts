import { expect, test } from 'vitest';
import { NETWORK_DIRECTIVES } from '../../../../src/server/config/network-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('hz outside 1 to 500 is moved to the nearer end', () => {
  expect(parseWith(NETWORK_DIRECTIVES.hz.kind, ['0']).value).toBe(1);
  expect(parseWith(NETWORK_DIRECTIVES.hz.kind, ['1000']).text).toBe('500');
});

test('ports, clients and requests have their limits', () => {
  expect(() => parseWith(NETWORK_DIRECTIVES.port.kind, ['65536'])).toThrow('0 and 65535');
  expect(() => parseWith(NETWORK_DIRECTIVES.maxclients.kind, ['0'])).toThrow('1 and 4294967295');
  const { kind } = NETWORK_DIRECTIVES['proto-max-bulk-len'];
  expect(() => parseWith(kind, ['1023kb'])).toThrow('1048576 and 9223372036854775807');
  expect(parseWith(kind, ['1mb']).value).toBe(2 ** 20);
});
