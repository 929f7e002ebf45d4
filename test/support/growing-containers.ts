/**
 * Finds the JavaScript containers that the data layers keep: fields and module variables that hold
 * a `Map`, `Set` or array. None of them may grow with the number of keys or elements, so each
 * stands on a list with the reason why it does not.
 */
import type { Node } from 'typescript/unstable/ast';
import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyDeclaration,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { isFunction } from './function-lengths.js';
import { type Source, walk } from './source-tree.js';

const CONTAINERS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array']);

/** A type through which nothing can be added, so that what it holds has the size of its source. */
const FIXED = /^readonly |^Readonly(Array|Map|Set)\b|^typeof /;

/**
 * The containers that the file keeps, each as `path#owner.field` or `path#variable`; those whose
 * declared type is read-only, or that end in `as const`, are left out.
 */
export function keptContainers(source: Source): string[] {
  const found = new Set<string>();
  walk(source.tree, (node) => {
    const kept = keptValue(node, source);
    if (kept !== undefined && holdsContainer(kept.value, source)) {
      found.add(`${source.path}#${kept.name}`);
    }
  });
  return [...found].sort();
}

function keptValue(node: Node, source: Source): { name: string; value: Node } | undefined {
  if (isPropertyDeclaration(node) && node.initializer !== undefined) {
    if (node.type !== undefined && FIXED.test(node.type.getText(source.tree))) return undefined;
    const name = `${classNameAround(node, source)}.${node.name.getText(source.tree)}`;
    return { name, value: node.initializer };
  }
  if (isVariableDeclaration(node) && node.initializer !== undefined && !isInFunction(node)) {
    if (node.type !== undefined && FIXED.test(node.type.getText(source.tree))) return undefined;
    return { name: node.name.getText(source.tree), value: node.initializer };
  }
  if (
    isBinaryExpression(node) &&
    /^(\?\?|\|\||&&)?=$/.test(node.operatorToken.getText(source.tree))
  ) {
    const target = node.left;
    if (!isPropertyAccessExpression(target)) return undefined;
    if (target.expression.getText(source.tree) !== 'this') return undefined;
    const name = `${classNameAround(node, source)}.${target.name.getText(source.tree)}`;
    return { name, value: node.right };
  }
  return undefined;
}

function holdsContainer(value: Node, source: Source): boolean {
  if (/\bas const$/.test(value.getText(source.tree))) return false;
  let found = false;
  const look = (node: Node): void => {
    if (isFunction(node)) return;
    if (isArrayLiteralExpression(node) && !isArgument(node)) found = true;
    if (isNewExpression(node) && isIdentifier(node.expression)) {
      if (CONTAINERS.has(node.expression.text)) found = true;
    }
    if (isCallExpression(node) && /^Array\b/.test(node.expression.getText(source.tree))) {
      found = true;
    }
    node.forEachChild(look);
  };
  look(value);
  return found;
}

/** True for `f([1, 2])`: the array is read by the call, and what it returns is what is kept. */
function isArgument(node: Node): boolean {
  const parent = node.parent;
  return (isCallExpression(parent) || isNewExpression(parent)) && parent.expression !== node;
}

function isInFunction(node: Node): boolean {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    const members = (parent as Node & { members?: unknown }).members;
    if (members !== undefined || isFunction(parent)) return true;
  }
  return false;
}

function classNameAround(node: Node, source: Source): string {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    const owner = parent as Node & { members?: unknown; name?: Node };
    if (owner.members !== undefined) return owner.name?.getText(source.tree) ?? 'anonymous';
  }
  return 'module';
}
