import { expect, test } from 'vitest';
import { TLS_DIRECTIVES } from '../../../../src/server/config/tls-directives.js';

test('none has an effect, so that each one set is warned of', () => {
  const rows = Object.entries(TLS_DIRECTIVES);
  expect(rows.filter(([, row]) => row.effect !== 'none')).toEqual([]);
  expect(rows.every(([name]) => name.startsWith('tls-'))).toBe(true);
});
