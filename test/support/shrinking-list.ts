/**
 * Lists of known exceptions to a rule, kept as JSON beside the meta tests. They only shrink: an
 * entry that is no longer needed fails the test until it is taken out, which a run with
 * SHRINK_LISTS=1 in the environment does. Nothing adds entries but a person.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './source-tree.js';

export interface ListDifference {
  /** Break the rule and do not stand on the list. */
  unlisted: string[];
  /** Stand on the list and do not break the rule, or not any more. */
  stale: string[];
}

/** Reads `test/meta/<name>.json`, whose entries map what is excepted to the reason or measure. */
export function readList<Value>(name: string): Record<string, Value> {
  return JSON.parse(readFileSync(pathOf(name), 'utf8'));
}

/** Compares what breaks a rule with the list of that name. */
export function compareWithList(offenders: readonly string[], name: string): ListDifference {
  const list = readList(name);
  const difference = differenceOf(offenders, list);
  if (process.env.SHRINK_LISTS !== '1' || difference.stale.length === 0) return difference;
  for (const entry of difference.stale) delete list[entry];
  writeFileSync(pathOf(name), `${JSON.stringify(list, undefined, 2)}\n`);
  return { ...difference, stale: [] };
}

export function differenceOf(
  offenders: readonly string[],
  list: Readonly<Record<string, unknown>>,
): ListDifference {
  const found = new Set(offenders);
  return {
    unlisted: [...found].filter((name) => !Object.hasOwn(list, name)).sort(),
    stale: Object.keys(list).filter((name) => !found.has(name)),
  };
}

function pathOf(name: string): string {
  return join(REPOSITORY, 'test/meta', `${name}.json`);
}
