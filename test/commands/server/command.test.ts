import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';

test('COMMAND describes all commands as COMMAND INFO does', () => {
  for (const resp of [2, 3] as const) {
    const all = callBare(['COMMAND'], { table, resp });
    expect(all.toString().startsWith('*4\r\n*10\r\n$3\r\nget\r\n')).toBe(true);
    expect(all).toEqual(callBare(['command', 'info'], { table, resp }));
  }
});
