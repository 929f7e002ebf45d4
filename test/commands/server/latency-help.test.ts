import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('LATENCY HELP lists the subcommands', () => {
  const lines = callBare(['LATENCY', 'HELP'], { resp: 3 }).toString().split('\r\n').slice(1);
  expect(lines[0]).toBe('+LATENCY <subcommand> [<arg> [value] [opt] ...]. Subcommands are:');
  expect(lines).toEqual(expect.arrayContaining(['+LATEST', '+GRAPH <event>']));
  expect(lines.slice(-3)).toEqual(['+HELP', '+    Prints this help.', '']);
});
