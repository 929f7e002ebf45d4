import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('CONFIG RESETSTAT sets counters back', async () => {
  await using server = await TestServer.start();
  await server.call('GET', 'missing');
  await server.call('NOSUCH');
  const before = await server.info('stats', 'commandstats', 'errorstats');
  expect(before.get('keyspace_misses')).toBe('1');
  expect(before.get('total_error_replies')).toBe('1');
  expect(before.has('cmdstat_get')).toBe(true);
  expect(await server.call('CONFIG', 'RESETSTAT')).toBe('+OK\r\n');
  const after = await server.info('stats', 'commandstats', 'errorstats');
  expect(after.get('keyspace_misses')).toBe('0');
  expect(after.get('total_error_replies')).toBe('0');
  expect(after.has('cmdstat_get')).toBe(false);
  expect(after.has('errorstat_ERR')).toBe(false);
});
