import { expect, it } from 'vitest';
import { unknownCommandText, unknownSubcommandText } from '../../../src/server/unknown-command.js';
import { argumentsOf } from '../../support/requests.js';

it.each([
  [['foo'], "ERR unknown command 'foo', with args beginning with: "],
  [['foo', 'a', 'b c'], "ERR unknown command 'foo', with args beginning with: 'a' 'b c' "],
  [['a\0b', 'c\0d'], "ERR unknown command 'a', with args beginning with: 'c' "],
  [['', ''], "ERR unknown command '', with args beginning with: '' "],
])('%j', (words, text) => {
  expect(unknownCommandText(argumentsOf(...words))).toBe(text);
});

it('shows 128 bytes of the name and about as many of the arguments', () => {
  const long = 'x'.repeat(1000);
  const text = unknownCommandText(argumentsOf(long, 'y'.repeat(100), long, 'z'));
  const name = 'x'.repeat(128);
  const list = `'${'y'.repeat(100)}' '${'x'.repeat(25)}' `;
  expect(text).toBe(`ERR unknown command '${name}', with args beginning with: ${list}`);
});

it('names an unknown subcommand and where help is', () => {
  const args = argumentsOf('client', `Foo${'o'.repeat(200)}`);
  const shown = `Foo${'o'.repeat(125)}`;
  expect(unknownSubcommandText('client', args)).toBe(
    `ERR unknown subcommand '${shown}'. Try CLIENT HELP.`,
  );
});
