import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'SWAPDB x 1', reply: '-ERR invalid first DB index' },
  { call: 'SWAPDB 99999999999 1', reply: '-ERR invalid first DB index' },
  { call: 'SWAPDB 1 x', reply: '-ERR invalid second DB index' },
  { call: 'SWAPDB 0 4', reply: '-ERR DB index is out of range' },
  { call: 'SWAPDB -1 0', reply: '-ERR DB index is out of range' },
  { call: 'SWAPDB 1 1', reply: '+OK\r\n' },
]);

test('the databases have exchanged their keys', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x');
  expect(harness.call('SWAPDB', '0', '2')).toBe('+OK\r\n');
  expect(harness.keyspace.databases.map((db) => db.size)).toEqual([0, 0, 1, 0]);
  expect(harness.keyspace.databases.map((db) => db.number)).toEqual([0, 1, 2, 3]);
  harness.select(2);
  expect(harness.value('a')).toBe('x');
  harness.finish();
});
