import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'FLUSHALL', reply: '+OK\r\n', dirty: 0 },
  {
    given: ['MSET a 1 b 2'],
    call: 'FLUSHALL',
    reply: '+OK\r\n',
    values: { a: undefined },
    dirty: 2,
  },
  { given: ['MSET a 1 b 2'], call: 'FLUSHALL sync', reply: '+OK\r\n', values: { a: undefined } },
  { given: ['MSET a 1 b 2'], call: 'FLUSHALL ASYNC', reply: '+OK\r\n', values: { a: undefined } },
  { given: ['SET a 1'], call: 'FLUSHALL FOO', reply: '-ERR syntax error', values: { a: '1' } },
  {
    given: ['SET a 1'],
    call: 'FLUSHALL SYNC ASYNC',
    reply: '-ERR syntax error',
    values: { a: '1' },
  },
]);

test('all databases are empty', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x');
  harness.call('MOVE', 'a', '1');
  harness.call('SET', 'b', 'y'.repeat(100_000));
  harness.call('FLUSHALL');
  expect(harness.keyspace.databases.map((db) => db.size)).toEqual([0, 0, 0, 0]);
  harness.finish();
});

test('SYNC gives memory back to the system at once, ASYNC later', () => {
  const harness = new CommandHarness({ memory: { regionSizeBytes: 1_048_576 } });
  harness.call('SET', 'a', 'x'.repeat(3_000_000));
  harness.call('FLUSHALL', 'ASYNC');
  expect(harness.memory.pool.regionCount).toBeGreaterThan(0);
  harness.call('SET', 'a', 'x'.repeat(3_000_000));
  harness.call('FLUSHALL', 'SYNC');
  expect(harness.memory.pool.regionCount).toBe(0);
  harness.finish();
});
