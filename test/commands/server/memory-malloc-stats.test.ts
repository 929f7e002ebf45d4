import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('MEMORY MALLOC-STATS shows pool, owners, slack and the slab classes in use', async () => {
  await using server = await TestServer.start({}, 3);
  for (let i = 10; i < 40; i++) await server.call('SET', `key:${i}`, 'x'.repeat(50));
  const text = await server.call('MEMORY', 'MALLOC-STATS');
  expect(text).toMatch(/^=\d+\r\ntxt:Segment pool: regions 1 x \d+, pages \d+ x 32768\n/);
  expect(text).toContain('  slab: 1 pages\n  value: 0 pages\n  index: 1 pages\n');
  expect(text).toContain('  db0 items: 1 pages, 30 slots and 0 whole pages live, 60 rounding');
  expect(text).toContain('(index) of db0: 150 in 30');
  // 5 header, 6 key, 1 length, 50 value are 62 bytes in slots of 64.
  expect(text).toMatch(/\n +64 +1 +\d+ +30 +1860 +\d+\n/);
});
