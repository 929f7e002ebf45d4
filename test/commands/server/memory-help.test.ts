import { expect, test } from 'vitest';
import { memory } from '../../../src/commands/server/memory.js';
import { callBare } from '../../support/bare-context.js';

test('MEMORY HELP names every subcommand', () => {
  const text = callBare(['MEMORY', 'HELP'], { resp: 3 }).toString();
  expect(text).toContain('MEMORY <subcommand> [<arg> [value] [opt] ...]. Subcommands are:');
  for (const { name } of memory.subcommands) expect(text).toContain(`+${name.toUpperCase()}`);
});
