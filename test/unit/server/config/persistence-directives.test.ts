import { expect, test } from 'vitest';
import { PERSISTENCE_DIRECTIVES } from '../../../../src/server/config/persistence-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test.each([
  ['dbfilename', 'a/b', "dbfilename can't be a path, just a filename"],
  ['appendfilename', 'a/b', "appendfilename can't be a path, just a filename"],
  ['appendfilename', '', "appendfilename can't be empty"],
  ['appenddirname', 'a/b', "appenddirname can't be a path, just a dirname"],
  ['appenddirname', '', "appenddirname can't be empty"],
] as const)('%s refuses "%s"', (name, value, message) => {
  expect(() => parseWith(PERSISTENCE_DIRECTIVES[name].kind, [value])).toThrow(message);
});
