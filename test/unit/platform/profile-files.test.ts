import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemProfileFiles as files } from '../../../src/platform/profile-files.js';

const directory = mkdtempSync(join(tmpdir(), 'segkv-files-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a file is written whole, replaces a former one, and leaves nothing beside it', async () => {
  expect(await files.writeAtomically(directory, 'a', Buffer.from('one'))).toBe(
    join(directory, 'a'),
  );
  await files.writeAtomically(directory, 'a', Buffer.from('two'));
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('two');
  expect(files.readText(join(directory, 'a'))).toBe('two');
  expect(readdirSync(directory)).toEqual(['a']);
});

test('a link of that name is replaced, and what it led to stays', async () => {
  writeFileSync(join(directory, 'target'), 'precious');
  symlinkSync(join(directory, 'target'), join(directory, 'link'));
  await files.writeAtomically(directory, 'link', Buffer.from('dump'));
  expect(readFileSync(join(directory, 'target'), 'utf8')).toBe('precious');
  expect(readFileSync(join(directory, 'link'), 'utf8')).toBe('dump');
});

test('what cannot be written is an error and leaves nothing behind', async () => {
  const missing = join(directory, 'missing');
  await expect(files.writeAtomically(missing, 'a', Buffer.from('x'))).rejects.toThrow('ENOENT');
  expect(files.isDirectory(missing)).toBe(false);
  expect(files.isDirectory(directory)).toBe(true);
  expect(files.isDirectory(join(directory, 'a'))).toBe(false);
  expect(files.readText(missing)).toBeNull();
});
