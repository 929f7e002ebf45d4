/** In processes of their own, because V8 takes the flags of a worker thread only at its start. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../support/server-process.js';

const PATH = join(repositoryRoot(), 'dist', 'platform', 'trim-engine.js');

/** What a program prints that has the two functions at hand. */
function run(code: string): string {
  if (!existsSync(PATH)) throw new Error('dist is missing: run npm run build first');
  const source = `import { prepareEngine, trimEngine } from ${JSON.stringify(PATH)};\n${code}`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  return ran.stdout.trim();
}

test('garbage is collected at once, and no collector is left at hand', () => {
  const printed = run(`
    function fillHeap() {
      const garbage = Array.from({ length: 500_000 }, (_, i) => ({ i }));
      return garbage.length === 0 ? 0 : process.memoryUsage().heapUsed;
    }
    const before = fillHeap();
    trimEngine();
    console.log(before - process.memoryUsage().heapUsed > 10_000_000, globalThis.gc);`);
  expect(printed).toBe('true undefined');
});

test('the space for young objects stays small for good', () => {
  const printed = run(`
    import { getHeapSpaceStatistics } from 'node:v8';
    const young = () =>
      getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size;
    prepareEngine();
    const kept = [];
    for (let i = 0; i < 200_000; i++) kept.push({ i });
    const during = young();
    trimEngine();
    for (let i = 0; i < 2_000_000; i++) kept.push({ i });
    console.log(during < 4_000_000, young() < 4_000_000);`);
  expect(printed).toBe('true true');
});
