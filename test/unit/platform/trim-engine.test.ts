/** In a process of its own, because V8 takes the flags of a worker thread only at its start. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../support/server-process.js';

const PATH = join(repositoryRoot(), 'dist', 'platform', 'trim-engine.js');
const CODE = `import { trimEngine } from ${JSON.stringify(PATH)};
function fillHeap() {
  const garbage = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  return garbage.length === 0 ? 0 : process.memoryUsage().heapUsed;
}
const before = fillHeap();
trimEngine();
const freed = before - process.memoryUsage().heapUsed;
console.log(freed > 10_000_000, globalThis.gc);`;

test('garbage is collected at once, and no collector is left at hand', () => {
  if (!existsSync(PATH)) throw new Error('dist is missing: run npm run build first');
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', CODE], {
    encoding: 'utf8',
  });
  expect([ran.stdout, ran.stderr]).toEqual(['true undefined\n', '']);
});
