import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('CONFIG HELP lists the subcommands', () => {
  const lines = callBare(['CONFIG', 'HELP'], { resp: 3 }).toString().split('\r\n').slice(1);
  expect(lines[0]).toBe('+CONFIG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:');
  expect(lines).toEqual(expect.arrayContaining(['+REWRITE', '+RESETSTAT']));
  expect(lines.slice(-3)).toEqual(['+HELP', '+    Prints this help.', '']);
});
