import { expect, test } from 'vitest';
import { ServerStatistics } from '../../../src/server/server-statistics.js';

test('reset takes every counter back to 0', () => {
  const statistics = new ServerStatistics();
  const names = Object.keys(statistics) as (keyof ServerStatistics)[];
  expect(names.length).toBeGreaterThan(5);
  Object.assign(statistics, Object.fromEntries(names.map((name) => [name, 7])));
  statistics.reset();
  expect(names.map((name) => statistics[name])).toEqual(names.map(() => 0));
});
