/**
 * Lists of known exceptions to a rule, kept as JSON beside the meta tests. They only shrink: an
 * entry that is no longer needed fails the test until it is taken out.
 */
import { readFileSync } from 'node:fs';
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
  return JSON.parse(readFileSync(join(REPOSITORY, 'test/meta', `${name}.json`), 'utf8'));
}

export function compareWithList(
  offenders: readonly string[],
  list: Readonly<Record<string, unknown>>,
): ListDifference {
  const found = new Set(offenders);
  return {
    unlisted: [...found].filter((name) => !Object.hasOwn(list, name)).sort(),
    stale: Object.keys(list).filter((name) => !found.has(name)),
  };
}
