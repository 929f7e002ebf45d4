import { expect, test } from 'vitest';
import { client } from '../../../src/commands/connection/client.js';
import { callBare } from '../../support/bare-context.js';

test('it names every subcommand', () => {
  const text = callBare(['CLIENT', 'HELP']).toString();
  for (const { name } of client.subcommands) {
    expect(text).toMatch(new RegExp(`^\\+${name.toUpperCase()}\\b`, 'm'));
  }
});
