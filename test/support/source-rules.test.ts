/** The rules over source text, each shown what it must find and what it must leave alone. */
import { describe, expect, it } from 'vitest';
import { functionLengths } from './function-lengths.js';
import { keptContainers } from './growing-containers.js';
import { importCycles, importsOf, unreachableFiles } from './import-graph.js';
import { layerFindings } from './layer-rules.js';
import { expectedTests, sourceOfTest } from './mirror-rules.js';
import { differenceOf } from './shrinking-list.js';
import { type Finding, parseSources, type Source } from './source-tree.js';
import { bannedCalls, leftoverWords, testsNotRun, wideLines } from './tidy-rules.js';

function sourceOf(text: string, path = 'src/memory/sample.ts'): Source {
  const [source] = parseSources({ [path]: text });
  return source as Source;
}

function messages(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.line} ${finding.message}`);
}

describe('function lengths', () => {
  it('counts from the declaration to the closing brace, without the comment before it', () => {
    const text =
      '/** Two\n * lines. */\nexport function add(\n  a: number,\n): number {\n  return a;\n}\n';
    expect(functionLengths(sourceOf(text))).toEqual([
      { path: 'src/memory/sample.ts', name: 'add', line: 3, lines: 5 },
    ]);
  });

  it('is not misled by braces in strings, templates, comments and regular expressions', () => {
    const text = [
      'function f() {',
      "  const a = '}';",
      '  const b = `}${[1].map((x) => {',
      '    return x;',
      '  })}}`;',
      '  const c = /[}/]}/; // }',
      '  return a + b + c;',
      '}',
      'function g() {}',
    ].join('\n');
    const lengths = functionLengths(sourceOf(text)).map((one) => [one.name, one.lines]);
    expect(lengths).toEqual([
      ['f', 8],
      ['anonymous', 3],
      ['g', 1],
    ]);
  });

  it('names methods, accessors, constructors, arrow functions and members of objects', () => {
    const text = [
      'class A {',
      '  constructor() {}',
      '  get size() { return 1; }',
      '  #hidden() {}',
      '  kept = () => 1;',
      '}',
      'const arrow = () => 1;',
      'const object = { execute() {}, other: function () {} };',
    ].join('\n');
    expect(functionLengths(sourceOf(text)).map((one) => one.name)).toEqual([
      'A.constructor',
      'A.size',
      'A.#hidden',
      'A.kept',
      'arrow',
      'execute',
      'other',
    ]);
  });

  it('leaves out the callbacks of describe and counts those of it', () => {
    const text =
      "describe('a', () => {\n  it('b', () => {\n  });\n});\ndescribe.each([1])('c', () => {});";
    expect(functionLengths(sourceOf(text)).map((one) => one.line)).toEqual([2]);
  });
});

describe('imports', () => {
  it('finds every form of import and tells which are erased', () => {
    const text = [
      "import a from './a.js';",
      "import type { B } from './b.js';",
      "export { c } from './c.js';",
      "export type * from './d.js';",
      "const e = await import('./e.js');",
      "let f: import('./f.js').F;",
      "new Worker(new URL('./g.js', import.meta.url));",
      "import 'node:net';",
      "// import './comment.js'",
      'const text = "import \'./string.js\'";',
    ].join('\n');
    const found = importsOf(sourceOf(text)).map((one) => [one.specifier, one.file, one.typeOnly]);
    expect(found).toEqual([
      ['./a.js', 'src/memory/a.ts', false],
      ['./b.js', 'src/memory/b.ts', true],
      ['./c.js', 'src/memory/c.ts', false],
      ['./d.js', 'src/memory/d.ts', true],
      ['./e.js', 'src/memory/e.ts', false],
      ['./f.js', 'src/memory/f.ts', true],
      ['./g.js', 'src/memory/g.ts', false],
      ['node:net', undefined, false],
    ]);
  });

  it('finds cycles at run time and forgives those made of types', () => {
    const cycle = parseSources({
      'src/a.ts': "import './b.js';",
      'src/b.ts': "export * from './c.js';",
      'src/c.ts': "await import('./a.js');",
      'src/d.ts': "import './a.js'; import type { E } from './e.js';",
      'src/e.ts': "import './d.js';",
    });
    expect(importCycles(cycle)).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts']]);
  });

  it('reaches files through types and workers, and names those it does not reach', () => {
    const sources = parseSources({
      'src/main.ts': "import type { A } from './a.js'; new URL('./worker.js', import.meta.url);",
      'src/a.ts': '',
      'src/worker.ts': "import './b.js';",
      'src/b.ts': '',
      'src/alone.ts': "import './main.js';",
    });
    expect(unreachableFiles(sources, ['src/main.ts'])).toEqual(['src/alone.ts']);
  });
});

describe('layers', () => {
  it('refuses an import of a later layer, type imports and dynamic ones included', () => {
    const text = [
      "import '../base/assert.js';",
      "import type { Server } from '../server/server.js';",
      "void import('../keyspace/items.js');",
    ].join('\n');
    expect(messages(layerFindings(sourceOf(text)))).toEqual([
      '2 memory must not import server (../server/server.js)',
      '3 memory must not import keyspace (../keyspace/items.js)',
    ]);
  });

  it('refuses sockets, files and timers outside the platform layer', () => {
    const text = [
      "import { readFile } from 'node:fs/promises';",
      "import net from 'net';",
      "import 'node:worker_threads';",
      'setTimeout(() => 1, 1);',
      'const later = globalThis.setImmediate;',
      'socket.setTimeout(5);',
      'const port = { setInterval: 1 };',
    ].join('\n');
    expect(messages(layerFindings(sourceOf(text)))).toEqual([
      '1 node:fs/promises is for src/platform only: use its interface',
      '2 net is for src/platform only: use its interface',
      '4 setTimeout is for src/platform only: use its timers',
      '5 setImmediate is for src/platform only: use its timers',
    ]);
    expect(layerFindings(sourceOf(text, 'src/platform/sample.ts'))).toEqual([]);
  });

  it('refuses files outside every layer and imports of the program', () => {
    expect(layerFindings(sourceOf('', 'src/tools/a.ts'))).toHaveLength(1);
    expect(layerFindings(sourceOf('', 'src/stray.ts'))).toHaveLength(1);
    expect(layerFindings(sourceOf("import '../main.js';", 'src/server/a.ts'))).toHaveLength(1);
    expect(layerFindings(sourceOf("import './server/a.js';", 'src/main.ts'))).toEqual([]);
  });
});

describe('tidy rules', () => {
  it('finds banned calls with their replacement where the ban holds', () => {
    const text = 'Date.now();\nconst f = Math.random;\nnew Date();\nnew Date(5); // Date.now()\n';
    const clock = 'is banned here: use the clock passed in';
    expect(messages(bannedCalls(sourceOf(text)))).toEqual([
      `1 Date.now ${clock}`,
      '2 Math.random is banned here: use the random source passed in',
      `3 new Date() ${clock}`,
    ]);
    expect(bannedCalls(sourceOf(text, 'src/platform/clock.ts'))).toEqual([]);
    expect(bannedCalls(sourceOf("console.log('Date.now')", 'src/platform/a.ts'))).toHaveLength(1);
    expect(bannedCalls(sourceOf('Buffer.concat([])', 'src/protocol/a.ts'))).toHaveLength(1);
    expect(bannedCalls(sourceOf('Buffer.concat([])', 'src/server/a.ts'))).toEqual([]);
  });

  it('counts columns in characters', () => {
    expect(wideLines('a', `${'é'.repeat(100)}\n${'x'.repeat(101)}`)).toHaveLength(1);
  });

  it('finds words that mark unfinished work', () => {
    expect(leftoverWords('a', `// TO${'DO'} later\nTO${'DO'}S and autodo`)).toHaveLength(1);
  });

  it('finds tests singled out and tests skipped without a reason', () => {
    const text = [
      "it.only('a', () => {});",
      "describe.skip('b', () => {});",
      "it.skipIf(process.version < 'v22')('c', () => {});",
      "it.skipIf(!redisIsThere('this test'))('d', () => {});",
      "it('e', (context) => context.skip());",
      "it('f', (context) => context.skip(old, 'needs a newer Node'));",
      'view.skip;',
      "describe.runIf(true)('g', () => {});",
    ].join('\n');
    expect(testsNotRun(sourceOf(text)).map((one) => one.line)).toEqual([1, 2, 3, 5, 8]);
  });
});

describe('kept containers', () => {
  it('finds fields and module variables, declared or assigned', () => {
    const text = [
      'class Pool {',
      '  free: number[] = [];',
      '  #names = new Map<string, number>();',
      '  table;',
      '  constructor() { this.table = new Array(8); this.late ??= [1]; }',
      '}',
      'const seen = new Set();',
      'export const state = { rows: [] };',
    ].join('\n');
    expect(keptContainers(sourceOf(text))).toEqual([
      'src/memory/sample.ts#Pool.#names',
      'src/memory/sample.ts#Pool.free',
      'src/memory/sample.ts#Pool.late',
      'src/memory/sample.ts#Pool.table',
      'src/memory/sample.ts#seen',
      'src/memory/sample.ts#state',
    ]);
  });

  it('leaves locals, read-only tables and arguments alone', () => {
    const text = [
      'const NAMES: readonly string[] = ["a"];',
      'const STEPS = [1, 2] as const;',
      'const SIZES = Uint32Array.from([1, 2]);',
      'class View { read() { const all = []; return all; } }',
      'class Kinds { static readonly ALL = ["a"] as const }',
      'const object = { list() { const rows = []; return rows; } };',
      'if (this.size === [].length) {}',
    ].join('\n');
    expect(keptContainers(sourceOf(text))).toEqual([]);
  });
});

describe('the mirror of src in test', () => {
  const needs = (path: string, text: string) => expectedTests(sourceOf(text, path));

  it('wants a unit test for what runs and a command test for a command', () => {
    expect(needs('src/memory/pool.ts', 'export const a = 1;')).toEqual([
      'test/unit/memory/pool.test.ts',
    ]);
    expect(needs('src/commands/string/get.ts', 'export const get = defineCommand({});')).toEqual([
      'test/commands/string/get.test.ts',
    ]);
    expect(needs('src/commands/string/set-options.ts', 'export const a = 1;')).toHaveLength(2);
  });

  it('wants none for the roots, the registry and files of types alone', () => {
    expect(needs('src/main.ts', 'run();')).toEqual([]);
    expect(needs('src/commands/command-table.ts', 'export class A {}')).toEqual([]);
    const types = "import type { B } from './b.js'; export interface A {} export type { B };";
    expect(needs('src/memory/hooks.ts', types)).toEqual([]);
  });

  it('finds the source of a unit test and of a command test, and none of others', () => {
    expect(sourceOfTest('test/unit/base/a.test.ts')).toBe('src/base/a.ts');
    expect(sourceOfTest('test/commands/string/a.test.ts')).toBe('src/commands/string/a.ts');
    expect(sourceOfTest('test/model/a.test.ts')).toBeUndefined();
  });
});

describe('shrinking lists', () => {
  it('tell what is missing from them and what is on them for nothing', () => {
    expect(differenceOf(['a', 'b', 'b'], { b: 'why', c: 'why' })).toEqual({
      unlisted: ['a'],
      stale: ['c'],
    });
  });
});
