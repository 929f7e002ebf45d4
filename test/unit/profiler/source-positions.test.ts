import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { SourcePositions } from '../../../src/profiler/source-positions.js';

const root = mkdtempSync(join(tmpdir(), 'segkv-positions-'));
afterAll(() => rmSync(root, { recursive: true }));

const SOURCE = `/** Lines that the compiler drops,
 * so that positions move. */
interface Dropped { a: number }
export type Also = Dropped;

export function place(value: number): string {
  return new Error(String(value)).stack ?? '';
}
`;

/** Compiles the source as the package is built: src to dist, maps beside. */
function compile(): void {
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/deep/place.ts'), SOURCE);
  const options = { target: 'ES2022', module: 'nodenext', sourceMap: true };
  const compilerOptions = { ...options, rootDir: 'src', outDir: 'dist', types: [] };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const packageFile = createRequire(import.meta.url).resolve('typescript/package.json');
  execFileSync(process.execPath, [join(dirname(packageFile), 'bin/tsc'), '-p', root]);
}

let reads: string[] = [];
function read(path: string): string | null {
  reads.push(path);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

test('a position in dist becomes the place in src, from a map that is read once', () => {
  compile();
  const compiled = readFileSync(join(root, 'dist/deep/place.js'), 'utf8').split('\n');
  const line = compiled.findIndex((text) => text.includes('new Error')) + 1;
  const column = compiled[line - 1].indexOf('new Error') + 1;
  expect(line).toBeLessThan(7);
  const positions = new SourcePositions(root, read);
  const file = pathToFileURL(join(root, 'dist/deep/place.js')).href;
  reads = [];
  for (let round = 0; round < 3; round++) {
    expect(positions.resolve({ function: 'place', file, line, column })).toEqual({
      function: 'place',
      file: 'src/deep/place.ts',
      line: 7,
      column: 10,
    });
  }
  expect(reads).toEqual([join(root, 'dist/deep/place.js.map')]);
});

test('without a usable map the running file is named, relative where it is ours', () => {
  const maps: Record<string, string> = { [join(root, 'bad.js.map')]: 'not json' };
  const positions = new SourcePositions(root, (path) => maps[path] ?? null);
  const at = (file: string) => positions.resolve({ function: 'f', file, line: 4, column: 2 });
  const place = { function: 'f', line: 4, column: 2 };
  expect(at(pathToFileURL(join(root, 'bad.js')).href)).toEqual({ ...place, file: 'bad.js' });
  expect(at(join(root, 'none.js'))).toEqual({ ...place, file: 'none.js' });
  expect(at('/elsewhere/app.js')).toEqual({ ...place, file: '/elsewhere/app.js' });
  expect(at('node:net')).toEqual({ ...place, file: 'node:net' });
  expect(at('')).toEqual({ ...place, file: '' });
});
