import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

testCases([
  { call: 'MSET a 1 b x', reply: '+OK\r\n', values: { a: '1', b: 'x' }, dirty: 2 },
  { call: 'MSET a 1 a 2', reply: '+OK\r\n', values: { a: '2' } },
  { given: ['SET a x EX 10'], call: 'MSET a y', reply: '+OK\r\n', ttlsMs: { a: -1 } },
  {
    call: 'MSET a 1 b',
    reply: "-ERR wrong number of arguments for 'mset' command",
    values: { a: undefined },
  },
]);

testRefusal(['SET a x EX 10'], ['MSET', 'a', 'y', 'b', 'y'.repeat(30_000)]);

test('asks for no more memory than many small pairs can take', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096, limitBytes: 10 * 4096 } });
  const pairs = Array.from({ length: 100 }, (_, i) => [`key:${i}`, 'x'.repeat(20)]).flat();
  expect(harness.call('MSET', ...pairs)).toBe('+OK\r\n');
  expect(harness.keyspace.databases[0]?.size).toBe(100);
  harness.finish();
});
