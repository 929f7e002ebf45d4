import { expect, test } from 'vitest';
import { REPLICATION_DIRECTIVES } from '../../../../src/server/config/replication-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('a host name has only letters, digits, dots and hyphens, and at most 255 of them', () => {
  const { kind } = REPLICATION_DIRECTIVES['cluster-announce-hostname'];
  expect(parseWith(kind, ['a'.repeat(255)]).value).toHaveLength(255);
  expect(parseWith(kind, ['Host-1.example']).value).toBe('Host-1.example');
  expect(() => parseWith(kind, ['a'.repeat(256)])).toThrow('must be less than 256 characters');
  expect(() => parseWith(kind, ['a_b'])).toThrow('may only contain alphanumeric characters');
});

test('a small backlog is enlarged', () => {
  expect(parseWith(REPLICATION_DIRECTIVES['repl-backlog-size'].kind, ['1']).value).toBe(16_384);
});
