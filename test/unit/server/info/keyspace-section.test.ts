import { expect, test } from 'vitest';
import { keyspaceFields } from '../../../../src/server/info/keyspace-section.js';

test('databases without keys are not shown', () => {
  expect(
    keyspaceFields([
      { number: 0, size: 0, volatileSize: 0, averageTtlMs: 0 },
      { number: 3, size: 10, volatileSize: 4, averageTtlMs: 1234.5 },
    ]),
  ).toEqual([['db3', 'keys=10,expires=4,avg_ttl=1234,subexpiry=0']]);
});
