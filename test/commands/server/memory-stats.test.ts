import { expect, test } from 'vitest';
import { pairsOf, textOf } from '../../support/reply-tree.js';
import { TestServer } from '../../support/test-server.js';

async function stats(server: TestServer): Promise<Map<string, number>> {
  const pairs = pairsOf((await server.reply('MEMORY', 'STATS')).items);
  return new Map([...pairs].map(([name, value]) => [name, Number(textOf(value))]));
}

test('MEMORY STATS has the fields of Redis and the numbers of INFO', async () => {
  await using server = await TestServer.start();
  expect((await stats(server)).has('db.0')).toBe(false);
  for (let i = 0; i < 100; i++) await server.call('SET', `key:${i}`, 'x'.repeat(2000));
  const figures = await stats(server);
  const fields =
    'peak.allocated total.allocated startup.allocated replication.backlog clients.slaves ' +
    'clients.normal cluster.links aof.buffer lua.caches functions.caches db.0 overhead.total ' +
    'keys.count keys.bytes-per-key dataset.bytes dataset.percentage peak.percentage ' +
    'allocator.allocated allocator.active allocator.resident allocator-fragmentation.ratio ' +
    'allocator-fragmentation.bytes allocator-rss.ratio allocator-rss.bytes ' +
    'rss-overhead.ratio rss-overhead.bytes fragmentation fragmentation.bytes';
  expect([...figures.keys()]).toEqual(fields.split(' '));
  expect(figures.get('keys.count')).toBe(100);
  const info = await server.info('memory');
  expect(figures.get('total.allocated')).toBe(Number(info.get('used_memory')));
  expect(figures.get('startup.allocated')).toBe(Number(info.get('used_memory_startup')));
  expect(figures.get('dataset.bytes')).toBe(Number(info.get('used_memory_dataset')));
  expect(figures.get('allocator.active')).toBe(Number(info.get('allocator_active')));
  const allocated = figures.get('allocator.allocated') ?? 0;
  expect(allocated).toBeGreaterThan(200_000);
  expect(allocated).toBeLessThan(figures.get('allocator.active') ?? 0);
});

test('a database has its index, and doubles are doubles in RESP 3', async () => {
  await using server = await TestServer.start({}, 3);
  await server.call('SET', 'a', '1');
  await server.call('SELECT', '3');
  await server.call('SET', 'a', '1');
  const text = await server.call('MEMORY', 'STATS');
  for (const name of ['db.0', 'db.3']) {
    expect(text).toContain(`${name}\r\n%3\r\n$23\r\noverhead.hashtable.main\r\n:`);
  }
  expect(text).toMatch(/allocator-rss\.ratio\r\n,\d+/);
});
