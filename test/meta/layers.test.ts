/** Imports in src go down the layers only, in no circle, and lead to every file. */
import { describe, expect, it } from 'vitest';
import { importCycles, importsOf, unreachableFiles } from '../support/import-graph.js';
import { LAYERS, layerFindings, ROOTS } from '../support/layer-rules.js';
import { compareWithList } from '../support/shrinking-list.js';
import { describeFindings, listFiles, readRepositorySources } from '../support/source-tree.js';

const all = readRepositorySources();
const sources = all.filter((source) => source.path.startsWith('src/'));

describe('the layers of src', () => {
  it('finds the sources at all', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((source) => importsOf(source)).length).toBeGreaterThan(20);
  });

  it('has folders for no other layers than those of the table', () => {
    const folders = listFiles(['src']).map((path) => path.split('/')[1] as string);
    const inTable = (name: string) => LAYERS.includes(name) || ROOTS.includes(`src/${name}`);
    expect([...new Set(folders)].filter((name) => !inTable(name))).toEqual([]);
  });

  it('imports downwards only, and sockets, files and timers in the platform layer only', () => {
    expect(describeFindings(sources.flatMap((source) => layerFindings(source)))).toEqual([]);
  });

  it('imports files that exist, by names that end in .js', () => {
    const paths = new Set(all.map((source) => source.path));
    const broken = all.flatMap((source) =>
      importsOf(source).filter((one) => {
        if (one.file === undefined || /\.(json|mjs)$/.test(one.file)) return false;
        return !one.specifier.endsWith('.js') || !paths.has(one.file);
      }),
    );
    expect(broken.map((one) => `${one.from}:${one.line} ${one.specifier}`)).toEqual([]);
  });

  it('imports in no circle at run time', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  it('leads from the program and the embedding API to every file, except those on the list', (context) => {
    const roots = ROOTS.filter((root) => sources.some((source) => source.path === root));
    context.skip(roots.length < ROOTS.length, 'src/main.ts and src/index.ts are not both there');
    const advice = 'what the program does not use goes, or is put to use';
    const difference = compareWithList(unreachableFiles(sources, roots), 'unreachable-files');
    expect(difference, advice).toEqual({ unlisted: [], stale: [] });
  });
});
