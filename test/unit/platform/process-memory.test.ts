/** In a process of its own: what other tests leave behind is collected at any time. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../support/server-process.js';

const PATH = join(repositoryRoot(), 'dist', 'platform', 'process-memory.js');

test('the parts are measured: an ArrayBuffer counts where it belongs', () => {
  if (!existsSync(PATH)) throw new Error('dist is missing: run npm run build first');
  const source = `
    import { systemProcessMemory } from ${JSON.stringify(PATH)};
    const before = systemProcessMemory();
    const buffer = new Uint8Array(50_000_000).fill(1);
    const after = systemProcessMemory();
    console.log(JSON.stringify({ before, after, last: buffer[49_999_999] }));`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  const { before, after, last } = JSON.parse(ran.stdout);
  expect(last).toBe(1);
  expect(after.arrayBufferBytes - before.arrayBufferBytes).toBeGreaterThanOrEqual(50_000_000);
  expect(after.rssBytes).toBeGreaterThan(after.v8HeapBytes + after.codeBytes);
  expect(after.codeBytes).toBeGreaterThan(0);
});
