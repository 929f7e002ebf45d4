import { expect, test } from 'vitest';
import { pairsOf, textOf } from '../../support/reply-tree.js';
import { TestServer } from '../../support/test-server.js';

test('LATENCY HISTOGRAM shows how calls are distributed over durations', async () => {
  await using server = await TestServer.start({}, 3);
  for (let i = 0; i < 20; i++) await server.call('GET', 'k');
  await server.call('LATENCY', 'HISTOGRAM', 'GET');
  const commands = pairsOf((await server.reply('LATENCY', 'HISTOGRAM', 'GET', 'nosuch')).items);
  expect([...commands.keys()]).toEqual(['get']);
  const get = pairsOf(commands.get('get')?.items ?? []);
  expect(textOf(get.get('calls')!)).toBe('20');
  const counts = [...pairsOf(get.get('histogram_usec')?.items ?? [])];
  const bounds = counts.map(([bound]) => Number(bound));
  expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  const values = counts.map(([, count]) => Number(textOf(count)));
  expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  expect(values.at(-1)).toBe(20);
});

test('LATENCY HISTOGRAM takes a container for its subcommands, and none for all', async () => {
  await using server = await TestServer.start();
  await server.call('CONFIG', 'GET', 'port');
  await server.call('GET', 'k');
  const named = pairsOf((await server.reply('LATENCY', 'HISTOGRAM', 'config')).items);
  expect([...named.keys()]).toEqual(['config|get']);
  const all = pairsOf((await server.reply('LATENCY', 'HISTOGRAM')).items);
  expect([...all.keys()]).toEqual(expect.arrayContaining(['config|get', 'get']));
});

test('LATENCY HISTOGRAM is empty while latency-tracking is off', async () => {
  await using server = await TestServer.start({ latencyTracking: false });
  await server.call('GET', 'k');
  expect(await server.call('LATENCY', 'HISTOGRAM')).toBe('*0\r\n');
});
