import { expect, test } from 'vitest';
import {
  DIRECTIVE_NAMES,
  directiveOf,
  FILE_ONLY_DIRECTIVES,
  findDirective,
  namesAndAliases,
} from '../../../../src/server/config/directives.js';

test('names and aliases are unique and found in any letter case', () => {
  const names = [...namesAndAliases()].map(([name]) => name);
  const aliases = DIRECTIVE_NAMES.filter((name) => directiveOf(name).alias !== null);
  expect(new Set(names).size).toBe(DIRECTIVE_NAMES.length + aliases.length);
  for (const name of names) {
    expect(name).toBe(name.toLowerCase());
    expect(findDirective(name.toUpperCase())).toBe(findDirective(name));
  }
  expect(findDirective('slaveof')).toBe('replicaof');
  expect(findDirective('nonsense')).toBeNull();
  expect(findDirective('constructor')).toBeNull();
});

test('a name is a directive or belongs to files only, never both', () => {
  for (const name of FILE_ONLY_DIRECTIVES.keys()) expect(findDirective(name)).toBeNull();
});
