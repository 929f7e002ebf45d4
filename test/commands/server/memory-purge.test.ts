import { expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

async function pagesInUse(server: TestServer): Promise<number> {
  return Number((await server.info('memory')).get('allocator_active')) / 32_768;
}

test('MEMORY PURGE moves items together and leaves every value as it was', async () => {
  await using server = await TestServer.start();
  const keys = Array.from({ length: 5000 }, (_, i) => `key:${i}`);
  await server.connection.pipeline(keys.map((key, i) => ['SET', key, `${i}:${'x'.repeat(300)}`]));
  const gone = keys.filter((_key, i) => i % 10 !== 0);
  await server.connection.pipeline(gone.map((key) => ['GETDEL', key]));
  const before = await pagesInUse(server);
  expect(await server.call('MEMORY', 'PURGE')).toBe('+OK\r\n');
  const after = await pagesInUse(server);
  expect(before).toBeGreaterThan(40);
  // 500 items of about 320 bytes are 5 pages; one more for other classes, one or two of index.
  expect(after).toBeLessThan(12);
  for (let i = 0; i < 5000; i += 10) {
    expect(await server.text('GET', `key:${i}`)).toBe(`${i}:${'x'.repeat(300)}`);
  }
});

test('two purges at once share one run, and requests behind one wait for it', async () => {
  await using server = await TestServer.start();
  await server.call('SET', 'a', 'b');
  const replies = await server.connection.pipeline([
    ['MEMORY', 'PURGE'],
    ['GET', 'a'],
    ['MEMORY', 'PURGE'],
    ['PING'],
  ]);
  expect(replies.map(String)).toEqual(['+OK\r\n', '$1\r\nb\r\n', '+OK\r\n', '+PONG\r\n']);
});
