import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'DEL a', reply: ':0\r\n', dirty: 0 },
  {
    given: ['MSET a 1 b x c y'],
    call: 'DEL a c missing a',
    reply: ':2\r\n',
    values: { a: undefined, b: 'x', c: undefined },
    dirty: 2,
  },
  {
    given: [['SET', 'a', 'x'.repeat(5000)]],
    call: 'DEL a',
    reply: ':1\r\n',
    values: { a: undefined },
  },
]);

test('an expired key does not count', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '10');
  harness.clock.advanceMs(10);
  expect(harness.call('DEL', 'a')).toBe(':0\r\n');
  expect(harness.keyspace.expiredKeys).toBe(1);
  harness.finish();
});

test('frees later where lazyfree-lazy-user-del says so', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  harness.keyspace.freeing.ofDeleted = 'later';
  harness.call('SET', 'a', 'x'.repeat(100 * 4096));
  harness.call('DEL', 'a');
  expect(harness.keyspace.pendingValues).toBe(1);
  harness.finish();
});
