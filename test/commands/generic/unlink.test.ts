import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'UNLINK a', reply: ':0\r\n', dirty: 0 },
  {
    given: ['MSET a 1 b x c y'],
    call: 'UNLINK a c missing a',
    reply: ':2\r\n',
    values: { a: undefined, b: 'x', c: undefined },
    dirty: 2,
  },
  {
    given: [['SET', 'a', 'x'.repeat(5000)]],
    call: 'UNLINK a',
    reply: ':1\r\n',
    values: { a: undefined },
  },
]);

test('an expired key does not count', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '10');
  harness.clock.advanceMs(10);
  expect(harness.call('UNLINK', 'a')).toBe(':0\r\n');
  expect(harness.keyspace.expiredKeys).toBe(1);
  harness.finish();
});

test('the pages of a large value are released in slices', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  const { keyspace, memory } = harness;
  harness.call('SET', 'small', 'x'.repeat(20 * 4096));
  harness.call('SET', 'large', 'x'.repeat(100 * 4096));
  harness.call('SET', 'other', 'y');
  const before = memory.pagesInUse;
  harness.call('UNLINK', 'small', 'large');
  expect(harness.value('large')).toBeUndefined();
  expect(keyspace.pendingValues).toBe(1);
  expect(before - memory.pagesInUse).toBeGreaterThanOrEqual(20);
  const afterUnlink = memory.pagesInUse;
  expect(keyspace.freeLater(30)).toBe(true);
  expect(afterUnlink - memory.pagesInUse).toBe(30);
  keyspace.verify();
  expect(keyspace.freeLater(1000)).toBe(false);
  expect(keyspace.pendingValues).toBe(0);
  expect(keyspace.lazilyFreedValues).toBe(1);
  harness.call('DEL', 'other');
  keyspace.verify();
  memory.verifyEmpty();
});

test('a flush takes back what is still to be released', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  harness.call('SET', 'large', 'x'.repeat(100 * 4096));
  harness.call('UNLINK', 'large');
  harness.keyspace.freeLater(10);
  harness.finish();
  expect(harness.keyspace.freeLater(10)).toBe(false);
});
