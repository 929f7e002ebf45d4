import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('SLOWLOG HELP lists the subcommands', () => {
  const lines = callBare(['SLOWLOG', 'HELP'], { resp: 3 }).toString().split('\r\n').slice(1);
  expect(lines[0]).toBe('+SLOWLOG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:');
  expect(lines).toEqual(expect.arrayContaining(['+LEN', '+GET [<count>]']));
  expect(lines.slice(-3)).toEqual(['+HELP', '+    Prints this help.', '']);
});
