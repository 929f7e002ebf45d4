import { expect, test } from 'vitest';
import * as sites from '../../../src/keyspace/sites.js';

test('each site has a number and a name of its own', () => {
  const { SITE_NAMES, ...rest } = sites;
  const ids = Object.values(rest);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(SITE_NAMES).size).toBe(SITE_NAMES.length);
  for (const id of ids) expect(SITE_NAMES[id as number]).toMatch(/^[a-z]+\.[a-z]+$/);
  expect(SITE_NAMES.length).toBe(ids.length + 1);
});
