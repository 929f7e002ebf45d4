/** The error texts for commands and subcommands that do not exist, as Redis words them. */
import type { Arguments } from '../protocol/arguments.js';

const NAME_LENGTH_MAX = 128;
const ARGUMENTS_LENGTH_MAX = 128;

/** Argument i up to `max` bytes; like a C string it ends at a zero byte. */
function shown(args: Arguments, i: number, max: number): string {
  const text = args.latin1(i).slice(0, max);
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}

export function unknownCommandText(args: Arguments): string {
  let list = '';
  for (let i = 1; i < args.count && list.length < ARGUMENTS_LENGTH_MAX; i++) {
    list += `'${shown(args, i, ARGUMENTS_LENGTH_MAX - list.length)}' `;
  }
  const name = shown(args, 0, NAME_LENGTH_MAX);
  return `ERR unknown command '${name}', with args beginning with: ${list}`;
}

export function unknownSubcommandText(container: string, args: Arguments): string {
  const name = shown(args, 1, NAME_LENGTH_MAX);
  return `ERR unknown subcommand '${name}'. Try ${container.toUpperCase()} HELP.`;
}

/** Whether an unknown command is a line of an HTTP request. */
export function isHttpLine(args: Arguments): boolean {
  return args.is(0, 'POST') || args.is(0, 'HOST:');
}
