import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSystemLog } from '../../../src/platform/log.js';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'segkv-log-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function lines(path: string): Record<string, unknown>[] {
  const text = readFileSync(path, 'utf8').trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

test('lines are JSON objects with level, time and fields, from the level up', async () => {
  const filePath = join(directory, 'log');
  const log = await openSystemLog({ level: 'notice', filePath, isPretty: false });
  log.verbose('not shown');
  log.notice('one', { port: 7 });
  log.warning('two "quoted"');
  log.level = 'debug';
  log.debug('three');
  log.verbose('four');
  log.level = 'nothing';
  log.warning('not shown either');
  log.close();
  const written = lines(filePath);
  expect(written.map(({ level, msg }) => [level, msg])).toEqual([
    ['notice', 'one'],
    ['warning', 'two "quoted"'],
    ['debug', 'three'],
    ['verbose', 'four'],
  ]);
  expect(written[0]).toMatchObject({ port: 7, pid: process.pid });
  expect(Date.parse(String(written[0]?.time))).toBeGreaterThan(0);
});

test('a file is appended to', async () => {
  const filePath = join(directory, 'log');
  for (const message of ['first', 'second']) {
    const log = await openSystemLog({ level: 'notice', filePath, isPretty: false });
    log.notice(message);
    log.close();
  }
  expect(lines(filePath).map(({ msg }) => msg)).toEqual(['first', 'second']);
});

test('a file that cannot be opened is an error', async () => {
  const filePath = join(directory, 'no', 'such');
  const opening = openSystemLog({ level: 'notice', filePath, isPretty: false });
  await expect(opening).rejects.toThrow(/ENOENT/);
});
