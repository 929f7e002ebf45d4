import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

test('little data is not examined', async () => {
  await using server = await TestServer.start({}, 3);
  await server.call('SET', 'a', 'b');
  const text = await server.call('MEMORY', 'DOCTOR');
  expect(text).toMatch(/^=\d+\r\ntxt:Only 0\.06 MiB of pages are in use/);
  expect(text).toContain('MEMORY HEAP ENABLE');
});

test('free slots are found, with what a purge gives back and who owns the most', async () => {
  await using server = await TestServer.start();
  await server.call('MEMORY', 'HEAP', 'ENABLE');
  const keys = Array.from({ length: 8000 }, (_, i) => `session:${10_000 + i}`);
  await server.connection.pipeline(keys.map((key) => ['SET', key, 'x'.repeat(1000)]));
  const healthy = await server.text('MEMORY', 'DOCTOR');
  expect(healthy).toContain('No memory problem was found.');
  const gone = keys.filter((_key, i) => i % 3 !== 0);
  await server.connection.pipeline(gone.map((key) => ['GETDEL', key]));
  const text = await server.text('MEMORY', 'DOCTOR');
  expect(text).toMatch(/^1 finding:\n\* 5\.\d\d MiB of pages in use are free slots/);
  expect(text).toMatch(/would free about 5\.\d\d MiB/);
  expect(text).toMatch(/Largest owners of 2\.\d\d MiB live:\n {2}session: by set: 2\.\d\d MiB/);
  await server.call('MEMORY', 'PURGE');
  expect(await server.text('MEMORY', 'DOCTOR')).not.toContain('free slots');
});

test('writes near the limit are announced', async () => {
  await using server = await TestServer.start({ maxmemory: '6mb' });
  const pairs = Array.from({ length: 5500 }, (_, i) => ['SET', `a:${i}`, 'x'.repeat(1000)]);
  await server.connection.pipeline(pairs);
  expect(await server.text('MEMORY', 'DOCTOR')).toContain('of maxmemory 6.00 MiB are in use');
});
