/**
 * Rules over single files that neither the compiler nor the linter has: widths, leftovers, tests
 * that do not run, and calls for which the project has a replacement of its own.
 */
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { type Finding, lineOf, type Source, walk } from './source-tree.js';

export const COLUMNS_MAX = 100;
export const FILE_LINES_MAX = 1000;

interface BannedCall {
  call: RegExp;
  /** The paths that the ban holds for. */
  where: RegExp;
  instead: string;
}

/** A variable or a call of a function, negated or not; not a literal. */
const NAMED_CONDITION = /^!?(?!true\b|false\b)[A-Za-z]\w*(\(.*\))?$/s;

const OUTSIDE_PLATFORM = /^src\/(?!platform\/)/;

const BANNED_CALLS: readonly BannedCall[] = [
  { call: /^Date\.now$/, where: OUTSIDE_PLATFORM, instead: 'the clock passed in' },
  { call: /^performance\.now$/, where: OUTSIDE_PLATFORM, instead: 'the clock passed in' },
  { call: /^process\.hrtime$/, where: OUTSIDE_PLATFORM, instead: 'the clock passed in' },
  { call: /^new Date\(\)$/, where: OUTSIDE_PLATFORM, instead: 'the clock passed in' },
  { call: /^Math\.random$/, where: OUTSIDE_PLATFORM, instead: 'the random source passed in' },
  {
    call: /^Buffer\.concat$/,
    where: /^src\/(protocol|memory|structures|keyspace)\//,
    instead: 'a paged view, or a copy into its place',
  },
  { call: /^console\.\w+$/, where: /^src\//, instead: 'the log passed in' },
];

/** Uses of a banned call, called or passed on as a value, each with what to use instead. */
export function bannedCalls(source: Source): Finding[] {
  const banned = BANNED_CALLS.filter((one) => one.where.test(source.path));
  const found: Finding[] = [];
  if (banned.length === 0) return found;
  walk(source.tree, (node) => {
    if (!isPropertyAccessExpression(node) && !isNewExpression(node)) return;
    const text = node.getText(source.tree).replace(/\s|^globalThis\./g, '');
    const call = isNewExpression(node) ? text.replace(/^new/, 'new ') : text;
    for (const one of banned) {
      if (!one.call.test(call)) continue;
      const message = `${call} is banned here: use ${one.instead}`;
      found.push({ path: source.path, line: lineOf(source, node), message });
    }
  });
  return found;
}

/** Lines wider than `COLUMNS_MAX` characters. */
export function wideLines(path: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const columns = [...line].length;
    const message = `is ${columns} columns wide, ${COLUMNS_MAX} are allowed`;
    return columns > COLUMNS_MAX ? [{ path, line: index + 1, message }] : [];
  });
}

/** Words that mark unfinished work, in upper case as they are customary. */
export function leftoverWords(path: string, text: string): Finding[] {
  // Built in two parts, so that the rule does not find itself.
  const words = new RegExp(`\\b(FIX${'ME'}|TO${'DO'}|X${'XX'}|HA${'CK'})\\b`);
  return text.split('\n').flatMap((line, index) => {
    const word = words.exec(line)?.[0];
    return word === undefined ? [] : [{ path, line: index + 1, message: `leftover ${word}` }];
  });
}

/**
 * Tests that are singled out, or skipped without a reason. The condition of `skipIf` and `runIf`
 * has a name that tells the reason (`canOpenEnough()`, not `true` or a comparison); the call of a
 * test context's `skip` states it as a string.
 */
export function testsNotRun(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.tree, (node) => {
    if (!isPropertyAccessExpression(node) || !isIdentifier(node.name)) return;
    const modifier = node.name.text;
    const ofTest = /^(it|test|describe|suite|bench)\b/.test(node.getText(source.tree));
    const at = { path: source.path, line: lineOf(source, node) };
    if (ofTest && /^(only|skip|todo|fails)$/.test(modifier)) {
      found.push({ ...at, message: `.${modifier} leaves tests out or turns them round` });
      return;
    }
    const call = node.parent;
    if (!isCallExpression(call) || call.expression !== node) return;
    const states = call.arguments.some((argument) => isStringLiteral(argument));
    const isNamed = NAMED_CONDITION.test(call.arguments[0]?.getText(source.tree) ?? '');
    const isUnexplained = ofTest
      ? /^(skipIf|runIf)$/.test(modifier) && !isNamed
      : modifier === 'skip' && !states;
    if (isUnexplained) found.push({ ...at, message: `.${modifier} does not state its reason` });
  });
  return found;
}
