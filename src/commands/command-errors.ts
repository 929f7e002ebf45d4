/** Error texts about a command itself, worded as Redis words them. */
import type { Arguments } from '../protocol/arguments.js';
import type { Command } from './define-command.js';

/** For a request whose number of arguments only the command can judge. */
export function wrongArity(command: Command): string {
  return `ERR wrong number of arguments for '${command.fullName}' command`;
}

/** For a request of a subcommand that has more arguments than any of its forms. */
export function wrongSubcommandArguments(command: Command, args: Arguments): string {
  const name = args.latin1(1).slice(0, 128);
  const container = command.container.toUpperCase();
  const what = 'unknown subcommand or wrong number of arguments';
  return `ERR ${what} for '${name}'. Try ${container} HELP.`;
}
