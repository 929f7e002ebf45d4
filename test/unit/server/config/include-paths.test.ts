import { expect, test } from 'vitest';
import { includePaths } from '../../../../src/server/config/include-paths.js';
import { MemoryFiles } from '../../../support/memory-files.js';

const files = new MemoryFiles({
  '/etc/b.conf': '',
  '/etc/a.conf': '',
  '/etc/.hidden.conf': '',
  '/etc/A.txt': '',
  '/etc/d.conf/x': '',
  '/etc/one/x.conf': '',
  '/etc/two/x.conf': '',
  '/etc/two/y.conf': '',
});

test.each([
  ['z.conf', ['z.conf']],
  ['*.conf', ['/etc/a.conf', '/etc/b.conf']],
  ['/etc/?.txt', ['/etc/A.txt']],
  ['[ab].conf', ['/etc/a.conf', '/etc/b.conf']],
  ['.h*', ['/etc/.hidden.conf']],
  ['*/x.conf', ['/etc/one/x.conf', '/etc/two/x.conf']],
  ['t*/*', ['/etc/two/x.conf', '/etc/two/y.conf']],
  ['nothing*', []],
])('%s', (path, expected) => {
  expect(includePaths(files, '/etc', path)).toEqual(expected);
});
