import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';

test('COMMAND COUNT counts commands and not subcommands', () => {
  expect(callBare(['COMMAND', 'COUNT'], { table, resp: 3 }).toString()).toBe(':4\r\n');
});
