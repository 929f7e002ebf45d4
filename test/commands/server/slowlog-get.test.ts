import { expect, test } from 'vitest';
import { type Reply, textOf } from '../../support/reply-tree.js';
import { TestServer } from '../../support/test-server.js';

const BAD_COUNT = '-ERR count should be greater than or equal to -1\r\n';

function argumentsOf(entry: Reply | undefined): string[] {
  return (entry?.items[3]?.items ?? []).map(textOf);
}

test('SLOWLOG GET shows the newest requests first, with who sent them', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 }, 3);
  await server.call('CLIENT', 'SETNAME', 'tester');
  await server.call('SET', 'a', 'b');
  await server.call('SLOWLOG', 'GET');
  const { items } = await server.reply('SLOWLOG', 'GET', '2');
  expect(items).toHaveLength(2);
  expect(argumentsOf(items[0])).toEqual(['SLOWLOG', 'GET']);
  expect(argumentsOf(items[1])).toEqual(['SET', 'a', 'b']);
  const [first, second] = items as [Reply, Reply];
  const id = (entry: Reply): number => Number(textOf(entry.items[0] as Reply));
  expect(id(first)).toBe(id(second) + 1);
  const { localPort } = server.connection.socket;
  expect(textOf(second.items[4] as Reply)).toBe(`127.0.0.1:${localPort}`);
  expect(textOf(second.items[5] as Reply)).toBe('tester');
});

test('SLOWLOG GET shortens long requests', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 });
  await server.call('SET', 'k', 'x'.repeat(200));
  await server.call('MGET', ...Array.from({ length: 40 }, (_, i) => `key${i}`));
  await server.call('SET', 'k', Buffer.alloc(100_000, 'y'));
  const { items } = await server.reply('SLOWLOG', 'GET');
  expect(argumentsOf(items[0])[2]).toBe(`${'y'.repeat(128)}... (99872 more bytes)`);
  const many = argumentsOf(items[1]);
  expect(many).toHaveLength(32);
  expect(many.slice(-2)).toEqual(['key29', '... (10 more arguments)']);
  expect(argumentsOf(items[2])[2]).toBe(`${'x'.repeat(128)}... (72 more bytes)`);
});

test('SLOWLOG GET takes -1 for all, and nothing below it', async () => {
  await using server = await TestServer.start({ slowlogLogSlowerThan: 0 });
  for (let i = 0; i < 15; i++) await server.call('PING');
  expect((await server.reply('SLOWLOG', 'GET')).items).toHaveLength(10);
  expect((await server.reply('SLOWLOG', 'GET', '-1')).items).toHaveLength(16);
  expect(await server.call('SLOWLOG', 'GET', '-2')).toBe(BAD_COUNT);
  expect(await server.call('SLOWLOG', 'GET', 'x')).toBe(BAD_COUNT);
});
