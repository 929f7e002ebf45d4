import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemFiles } from '../../../src/platform/system-files.js';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'segkv-files-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('contents and names are bytes', () => {
  const name = Buffer.from([...Buffer.from(`${directory}/`), 0xe9]);
  writeFileSync(name, Buffer.from([0xff, 0x41]));
  expect(systemFiles.readFile(name.toString('latin1'))).toBe('\u00ffA');
  expect(systemFiles.listNames(directory)).toEqual(['\u00e9']);
});

test('a file is replaced as a whole and keeps its permissions', () => {
  const path = join(directory, 'f');
  writeFileSync(path, 'old', { mode: 0o600 });
  systemFiles.replaceFile(path, 'new \u00ff');
  expect(readFileSync(path)).toEqual(Buffer.from([0x6e, 0x65, 0x77, 0x20, 0xff]));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['f']);
});

test('what cannot be replaced leaves nothing behind', () => {
  expect(() => systemFiles.replaceFile(directory, 'x')).toThrow();
  expect(readdirSync(directory)).toEqual([]);
  expect(readdirSync(join(directory, '..')).filter((n) => n.endsWith('.tmp'))).toEqual([]);
});

test('kinds of paths, and folders that are not there', () => {
  writeFileSync(join(directory, 'f'), '');
  expect(systemFiles.kindOfPath(directory)).toBe('directory');
  expect(systemFiles.kindOfPath(join(directory, 'f'))).toBe('file');
  expect(systemFiles.kindOfPath(join(directory, 'g'))).toBe('none');
  expect(systemFiles.listNames(join(directory, 'g'))).toEqual([]);
  expect(() => systemFiles.readFile(join(directory, 'g'))).toThrow(/ENOENT/);
});
