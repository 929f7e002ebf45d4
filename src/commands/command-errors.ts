/** Error texts about a command itself, worded as Redis words them. */
import type { Command } from './define-command.js';

/** For a request whose number of arguments only the command can judge. */
export function wrongArity(command: Command): string {
  return `ERR wrong number of arguments for '${command.fullName}' command`;
}
