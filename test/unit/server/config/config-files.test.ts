import { expect, test } from 'vitest';
import { resolvePath } from '../../../../src/server/config/config-files.js';

test.each([
  ['/a/b', 'c', '/a/b/c'],
  ['/a/b', '/c/', '/c'],
  ['/a/b', '../c/./d', '/a/c/d'],
  ['/a', '../../..', '/'],
  ['/a//b/', '', '/a/b'],
])('%s + %s', (directory, path, expected) => {
  expect(resolvePath(directory, path)).toBe(expected);
});
