/**
 * The layers of src, from the bottom up, and what only the platform layer may use. A file may
 * import its own layer and those before it in `LAYERS`, never a later one; types count too.
 */
import type { Node } from 'typescript/unstable/ast';
import { isIdentifier, isPropertyAccessExpression } from 'typescript/unstable/ast/is';
import { type Import, importsOf } from './import-graph.js';
import { type Finding, lineOf, type Source, walk } from './source-tree.js';

export const LAYERS: readonly string[] = [
  'base',
  'platform',
  'memory',
  'structures',
  'keyspace',
  'protocol',
  'profiler',
  'commands',
  'scripting',
  'persistence',
  'replication',
  'cluster',
  'server',
];

/** The embedding API and the program: above every layer, imported by none. */
export const ROOTS: readonly string[] = ['src/index.ts', 'src/main.ts'];

const PLATFORM_MODULE = /^(node:)?(net|tls|fs|timers|dgram|child_process)(\/|$)/;
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Imports in src that go up a layer, and sockets, files and timers used outside the platform. */
export function layerFindings(source: Source): Finding[] {
  const layer = layerOf(source.path);
  if (layer === undefined) {
    return [{ path: source.path, line: 1, message: 'lies in no layer; LAYERS names them all' }];
  }
  const imports = importsOf(source).flatMap((one) => importFinding(one, layer) ?? []);
  return layer === 'platform' ? imports : [...imports, ...timerFindings(source)];
}

function importFinding(one: Import, layer: string): Finding | undefined {
  const at = { path: one.from, line: one.line };
  if (one.file === undefined) {
    if (layer === 'platform' || !PLATFORM_MODULE.test(one.specifier)) return undefined;
    return { ...at, message: `${one.specifier} is for src/platform only: use its interface` };
  }
  if (ROOTS.includes(one.file) && !ROOTS.includes(one.from)) {
    return { ...at, message: `${one.file} is imported by nobody` };
  }
  const imported = layerOf(one.file);
  if (imported === undefined) return { ...at, message: `${one.file} lies outside the layers` };
  if (rankOf(imported) <= rankOf(layer)) return undefined;
  return { ...at, message: `${layer} must not import ${imported} (${one.specifier})` };
}

function timerFindings(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.tree, (node) => {
    if (!isIdentifier(node) || !TIMERS.has(node.text) || !isGlobal(node, source)) return;
    const message = `${node.text} is for src/platform only: use its timers`;
    found.push({ path: source.path, line: lineOf(source, node), message });
  });
  return found;
}

/** False for a member of something else and for what the file itself declares under the name. */
function isGlobal(node: Node, source: Source): boolean {
  const parent = node.parent as Node & { name?: Node };
  if (parent.name !== node) return true;
  if (!isPropertyAccessExpression(parent)) return false;
  return parent.expression.getText(source.tree) === 'globalThis';
}

function layerOf(path: string): string | undefined {
  if (ROOTS.includes(path)) return 'root';
  const [top, folder, ...rest] = path.split('/');
  if (top !== 'src' || rest.length === 0 || folder === undefined) return undefined;
  return LAYERS.includes(folder) ? folder : undefined;
}

function rankOf(layer: string): number {
  return layer === 'root' ? LAYERS.length : LAYERS.indexOf(layer);
}
