import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

async function headings(server: TestServer, ...sections: string[]): Promise<string[]> {
  const text = await server.text('INFO', ...sections);
  return text.split('\r\n').filter((line) => line.startsWith('#'));
}

const DEFAULT =
  '# Server,# Clients,# Memory,# Persistence,# Stats,# Replication,# CPU,# Modules,# Errorstats,' +
  '# Cluster,# Keyspace';

test('INFO shows the sections asked for, each once, in one order', async () => {
  await using server = await TestServer.start();
  expect((await headings(server)).join()).toBe(DEFAULT);
  expect((await headings(server, 'default')).join()).toBe(DEFAULT);
  expect(await headings(server, 'keyspace', 'SERVER', 'server')).toEqual([
    '# Server',
    '# Keyspace',
  ]);
  const all = await headings(server, 'all');
  expect(all).toContain('# Commandstats');
  expect(all).toContain('# Latencystats');
  expect(await headings(server, 'everything')).toEqual(all);
  expect(await server.text('INFO', 'no-such-section')).toBe('');
});

test('INFO is a verbatim string in RESP 3', async () => {
  await using server = await TestServer.start({}, 3);
  expect(await server.call('INFO', 'cluster')).toBe(
    '=34\r\ntxt:# Cluster\r\ncluster_enabled:0\r\n\r\n',
  );
});

test('INFO tells the versions and where the server listens', async () => {
  await using server = await TestServer.start({ hz: 25 });
  const info = await server.info('server');
  expect(info.get('redis_version')).toBe('7.4.0');
  expect(info.get('segkv_version')).toMatch(/^\d+\.\d+\.\d+/);
  expect(info.get('tcp_port')).toBe(String(server.server.port));
  expect(info.get('listener0')).toBe(`name=tcp,bind=127.0.0.1,port=${server.server.port}`);
  expect(info.get('process_id')).toBe(String(process.pid));
  expect(info.get('run_id')).toMatch(/^[0-9a-f]{40}$/);
  expect([info.get('hz'), info.get('configured_hz')]).toEqual(['25', '25']);
});

test('INFO counts connections, commands, hits and errors', async () => {
  await using server = await TestServer.start();
  await server.call('SET', 'k', 'v');
  await server.call('GET', 'k');
  await server.call('GET', 'missing');
  await server.call('GET');
  const info = await server.info('all');
  expect(info.get('total_connections_received')).toBe('1');
  expect(info.get('connected_clients')).toBe('1');
  expect(info.get('total_commands_processed')).toBe('3');
  expect([info.get('keyspace_hits'), info.get('keyspace_misses')]).toEqual(['1', '1']);
  expect(info.get('errorstat_ERR')).toBe('count=1');
  expect(info.get('cmdstat_get')).toMatch(
    /^calls=2,usec=\d+,usec_per_call=\d+\.\d\d,rejected_calls=1,failed_calls=0$/,
  );
  expect(info.get('latency_percentiles_usec_get')).toMatch(/^p50=\d+\.\d{3},p99=.*,p99\.9=/);
  expect(info.get('db0')).toBe('keys=1,expires=0,avg_ttl=0,subexpiry=0');
  expect(info.get('rdb_changes_since_last_save')).toBe('1');
});

test('INFO memory grows and shrinks with the data', async () => {
  await using server = await TestServer.start();
  const before = Number((await server.info('memory')).get('used_memory'));
  const size = 5_000_000;
  await server.call('SET', 'k', Buffer.alloc(size, 'x'));
  const during = await server.info('memory');
  const used = Number(during.get('used_memory')) - before;
  expect(used).toBeGreaterThanOrEqual(size);
  expect(used).toBeLessThan(size * 1.1);
  expect(Number(during.get('used_memory_dataset'))).toBeGreaterThanOrEqual(size);
  expect(Number(during.get('allocator_resident'))).toBeGreaterThanOrEqual(
    Number(during.get('allocator_active')),
  );
  await server.call('SET', 'k', 'x');
  const after = await server.info('memory');
  expect(Number(after.get('used_memory'))).toBeLessThan(before + 500_000);
  expect(Number(after.get('used_memory_peak'))).toBeGreaterThanOrEqual(
    Number(during.get('used_memory')),
  );
});

test('INFO eventloop measures from the first time it is asked for', async () => {
  await using server = await TestServer.start();
  await server.info('eventloop');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const untilMs = performance.now() + 60;
  while (performance.now() < untilMs);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const info = await server.info('eventloop');
  expect(Number(info.get('eventloop_delay_max_msec'))).toBeGreaterThan(40);
});
