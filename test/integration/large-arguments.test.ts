/** Arguments too large for the read buffer, over a real socket, in every place of a request. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.js';
import { RespConnection } from '../support/resp-connection.js';

const LARGE = Buffer.alloc(300_000, 'abcdefghijklm');
let server: RunningServer;
let connection: RespConnection;

beforeAll(async () => {
  server = await startServer({ port: 0 });
  connection = await RespConnection.open({ port: server.port });
});

afterAll(async () => {
  await connection.close();
  await server.close();
});

const bulk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);

const same = (actual: Buffer, expected: Buffer): void => {
  expect(actual.length).toBe(expected.length);
  expect(actual.equals(expected)).toBe(true);
};

test('a command that takes no pages gets them laid out flat', async () => {
  same(await connection.call('ECHO', LARGE), bulk(LARGE));
});

test('a large key names one key, however it is used', async () => {
  expect((await connection.call('SET', LARGE, 'value')).toString()).toBe('+OK\r\n');
  expect((await connection.call('GET', LARGE)).toString()).toBe('$5\r\nvalue\r\n');
  expect((await connection.call('APPEND', LARGE, LARGE)).toString()).toBe(':300005\r\n');
  expect((await connection.call('STRLEN', LARGE)).toString()).toBe(':300005\r\n');
});

test('large values go into pages and come back', async () => {
  expect((await connection.call('MSET', 'a', LARGE, 'b', LARGE)).toString()).toBe('+OK\r\n');
  same(await connection.call('GET', 'a'), bulk(LARGE));
  same(await connection.call('GETSET', 'b', LARGE.subarray(1)), bulk(LARGE));
  same(await connection.call('GET', 'b'), bulk(LARGE.subarray(1)));
  expect((await connection.call('SETRANGE', 'c', 5, LARGE)).toString()).toBe(':300005\r\n');
  same(await connection.call('GETRANGE', 'c', 5, -1), bulk(LARGE));
});

test('an option that is too large is a syntax error, and the connection goes on', async () => {
  expect((await connection.call('SET', 'k', 'v', LARGE)).toString()).toBe('-ERR syntax error\r\n');
  const reply = (await connection.call('NOSUCH', LARGE)).toString();
  expect(reply).toMatch(/^-ERR unknown command 'NOSUCH', with args beginning with: 'abc/);
  expect((await connection.call('ECHO', 'still there')).toString()).toBe('$11\r\nstill there\r\n');
});
