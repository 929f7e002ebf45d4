import { expect, test } from 'vitest';
import { command } from '../../../src/commands/server/command.js';
import { callBare } from '../../support/bare-context.js';
import { decodeReply, textOf } from '../../support/reply-tree.js';

test('the help names every subcommand', () => {
  const lines = decodeReply(callBare(['COMMAND', 'HELP'], { resp: 3 })).items.map(textOf);
  expect(lines[0]).toBe('COMMAND <subcommand> [<arg> [value] [opt] ...]. Subcommands are:');
  for (const { name } of command.subcommands) {
    expect(lines.some((line) => line.split(' ')[0] === name.toUpperCase())).toBe(true);
  }
});
