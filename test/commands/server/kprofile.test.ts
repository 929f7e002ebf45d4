import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TestServer } from '../../support/test-server.js';

const directory = mkdtempSync(join(tmpdir(), 'segkv-kprofile-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('the profiler is switched and asked by the names of Kvrocks', async () => {
  await using server = await TestServer.start({}, 3);
  const call = (...words: string[]) => server.call('KPROFILE', ...words);
  expect(await call('MEMORY', 'STATUS')).toBe('+disabled\r\n');
  expect(await call('memory', 'enable')).toBe('+OK\r\n');
  expect(await call('MEMORY', 'ENABLE')).toBe('+OK\r\n');
  expect(await call('MEMORY', 'STATUS')).toBe('+enabled\r\n');
  expect(await call('MEMORY', 'DISABLE')).toBe('+OK\r\n');
  expect(await call('MEMORY', 'status')).toBe('+disabled\r\n');
});

test.each([
  [['CPU', 'ENABLE'], 'only supports MEMORY subcommand'],
  [['MEMORY', 'RESET'], 'MEMORY subcommand must be one of ENABLE, DISABLE, STATUS, DUMP'],
  [['MEMORY', 'ENABLE', 'x'], 'wrong number of arguments'],
  [['MEMORY', 'DUMP'], 'wrong number of arguments'],
  [['MEMORY', 'DUMP', directory], 'jemalloc profiling is not active, please enable it first'],
])('%j is refused', async (words, message) => {
  await using server = await TestServer.start();
  expect(await server.call('KPROFILE', ...words)).toBe(`-ERR ${message}\r\n`);
});

test('a dump is written where the reply says, in the text format of jeprof', async () => {
  await using server = await TestServer.start({}, 3);
  await server.call('KPROFILE', 'MEMORY', 'ENABLE');
  await server.call('SET', 'user:1', 'x'.repeat(100));
  for (const number of [0, 1]) {
    const reply = await server.call('KPROFILE', 'MEMORY', 'DUMP', directory);
    const path = join(directory, `jeprof.${process.pid}.${number}.heap`);
    expect(reply).toBe(`+OK ${path}\r\n`);
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('--- symbol\nbinary=segkv\n0x')).toBe(true);
    expect(text).toMatch(/^0x[0-9a-f]{16} Items\.create$/m);
  }
  expect(readdirSync(directory).length).toBe(2);
});

test('a dump that cannot be written is an error', async () => {
  await using server = await TestServer.start();
  await server.call('KPROFILE', 'MEMORY', 'ENABLE');
  const file = join(directory, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(directory, 'missing')]) {
    expect(await server.call('KPROFILE', 'MEMORY', 'DUMP', path)).toBe(
      `-ERR "${path}" is not a directory\r\n`,
    );
  }
});
