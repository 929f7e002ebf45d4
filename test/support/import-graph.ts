/**
 * What each source file imports: static, re-exporting, dynamic and type-only imports, and files
 * started as workers by `new URL('./file.js', import.meta.url)`; and what follows from all of them
 * together: cycles and reachability.
 */
import { posix } from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import { SyntaxKind } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isNewExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { lineOf, type Source, walk } from './source-tree.js';

export interface Import {
  from: string;
  line: number;
  /** As written. */
  specifier: string;
  /** The imported file's path in the repository; undefined for packages and Node's own modules. */
  file: string | undefined;
  /** Erased by the compiler: nothing is loaded at run time. */
  typeOnly: boolean;
}

export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  walk(source.tree, (node) => {
    const imported = specifierOf(node);
    if (imported === undefined) return;
    const { specifier, typeOnly } = imported;
    const file = specifier.startsWith('.')
      ? posix.join(posix.dirname(source.path), specifier).replace(/\.js$/, '.ts')
      : undefined;
    found.push({ from: source.path, line: lineOf(source, node), specifier, file, typeOnly });
  });
  return found;
}

/** Groups of files that import each other at run time in a circle, each group sorted. */
export function importCycles(sources: readonly Source[]): string[][] {
  const graph = new Map<string, Set<string>>();
  for (const source of sources) {
    const runtime = importsOf(source).filter((one) => !one.typeOnly && one.file !== undefined);
    graph.set(source.path, new Set(runtime.map((one) => one.file as string)));
  }
  const groups = new Map<string, string[]>();
  for (const path of graph.keys()) {
    const below = reachable(graph.get(path) ?? [], graph);
    if (!below.has(path)) continue;
    const group = [...below].filter((other) => reachable(graph.get(other) ?? [], graph).has(path));
    groups.set(group.sort().join(' '), group);
  }
  return [...groups.values()];
}

/** The source files that no chain of imports, type imports included, leads to from the roots. */
export function unreachableFiles(sources: readonly Source[], roots: readonly string[]): string[] {
  const graph = new Map<string, Set<string>>();
  for (const source of sources) {
    const files = importsOf(source).flatMap((one) => one.file ?? []);
    graph.set(source.path, new Set(files));
  }
  const seen = reachable(roots, graph);
  return [...graph.keys()].filter((path) => !seen.has(path)).sort();
}

function reachable(
  start: Iterable<string>,
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const seen = new Set<string>();
  const waiting = [...start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(graph.get(path) ?? []));
  }
  return seen;
}

function specifierOf(node: Node): { specifier: string; typeOnly: boolean } | undefined {
  if (isImportDeclaration(node) && isStringLiteral(node.moduleSpecifier)) {
    const typeOnly = node.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (isExportDeclaration(node)) {
    const module = node.moduleSpecifier;
    if (module === undefined || !isStringLiteral(module)) return undefined;
    return { specifier: module.text, typeOnly: node.isTypeOnly };
  }
  if (isImportTypeNode(node)) {
    const text = node.argument.getText().slice(1, -1);
    return { specifier: text, typeOnly: true };
  }
  if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
    return literalArgument(node.arguments[0]);
  }
  if (isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'URL') {
    const base = node.arguments?.[1]?.getText();
    return base === 'import.meta.url' ? literalArgument(node.arguments?.[0]) : undefined;
  }
  return undefined;
}

function literalArgument(argument: Node | undefined) {
  if (argument === undefined || !isStringLiteral(argument)) return undefined;
  return { specifier: argument.text, typeOnly: false };
}
