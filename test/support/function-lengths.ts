/**
 * How many lines each function of a source file has, counted from the first line of its
 * declaration (comments before it do not count) to the line of its closing brace.
 */
import type { Node } from 'typescript/unstable/ast';
import {
  isArrowFunction,
  isCallExpression,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isMethodDeclaration,
  isPropertyAssignment,
  isPropertyDeclaration,
  isSetAccessorDeclaration,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { lineOf, type Source, walk } from './source-tree.js';

export interface FunctionLength {
  path: string;
  name: string;
  line: number;
  lines: number;
}

/** The functions of the file in source order; a `describe` callback only groups tests: left out. */
export function functionLengths(source: Source): FunctionLength[] {
  const found: FunctionLength[] = [];
  walk(source.tree, (node) => {
    if (!isFunction(node) || isDescribeCallback(node, source)) return;
    const line = lineOf(source, node);
    const last = source.tree.getLineAndCharacterOfPosition(node.end).line + 1;
    found.push({ path: source.path, name: nameOf(node, source), line, lines: last - line + 1 });
  });
  return found;
}

/** True for everything with a body of its own, methods and accessors included. */
export function isFunction(node: Node): boolean {
  return (
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isSetAccessorDeclaration(node)
  );
}

function isDescribeCallback(node: Node, source: Source): boolean {
  const parent = node.parent;
  if (!isCallExpression(parent) || parent.expression === node) return false;
  return /^describe\b/.test(parent.expression.getText(source.tree));
}

function nameOf(node: Node, source: Source): string {
  if (isConstructorDeclaration(node)) return `${classNameOf(node, source)}constructor`;
  const own = (node as Node & { name?: Node }).name;
  if (own !== undefined) return classNameOf(node, source) + own.getText(source.tree);
  const parent = node.parent;
  if (
    isVariableDeclaration(parent) ||
    isPropertyDeclaration(parent) ||
    isPropertyAssignment(parent)
  ) {
    return classNameOf(parent, source) + parent.name.getText(source.tree);
  }
  return 'anonymous';
}

function classNameOf(member: Node, source: Source): string {
  const owner = (member.parent as Node & { members?: unknown; name?: Node }) ?? undefined;
  if (owner?.members === undefined || owner.name === undefined) return '';
  return `${owner.name.getText(source.tree)}.`;
}
