import { expect, test } from 'vitest';
import { ENCODING_DIRECTIVES } from '../../../../src/server/config/encoding-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('older names remain as aliases', () => {
  const aliases = Object.values(ENCODING_DIRECTIVES).map((row) => row.alias);
  expect(aliases.filter((alias) => alias?.includes('ziplist'))).toHaveLength(5);
});

test('the size of a list node may be negative', () => {
  expect(parseWith(ENCODING_DIRECTIVES['list-max-listpack-size'].kind, ['-5']).value).toBe(-5);
});
