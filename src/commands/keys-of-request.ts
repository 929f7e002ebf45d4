/** The keys of a request that is itself the argument of a request, for COMMAND GETKEYS. */
import { ReplyError } from '../base/reply-error.js';
import { Arguments } from '../protocol/arguments.js';
import { CommandFlag } from './command-flags.js';
import type { CommandTable } from './command-table.js';
import type { Command } from './define-command.js';
import { extractKeys, KeyList } from './key-specs.js';

/** The request that follows COMMAND GETKEYS: the same bytes, without the first two arguments. */
export function nestedRequest(args: Arguments): Arguments {
  const request = new Arguments();
  request.bytes = args.bytes;
  request.count = args.count - 2;
  request.ensureCapacity(request.count);
  request.starts.set(args.starts.subarray(2, args.count));
  request.ends.set(args.ends.subarray(2, args.count));
  return request;
}

/** The keys of a request; throws where it is no request that has keys. */
export function keysOfRequest(commands: CommandTable, request: Arguments): KeyList {
  const command = resolve(commands, request);
  if (command === undefined) throw new ReplyError('ERR Invalid command specified');
  if (!command.hasKeys) throw new ReplyError('ERR The command has no key arguments');
  if (!command.accepts(request.count)) {
    throw new ReplyError('ERR Invalid number of arguments specified for command');
  }
  const keys = new KeyList();
  const isValid = extractKeys(command, request, keys) && keys.count > 0;
  if (!isValid && !command.has(CommandFlag.no_mandatory_keys)) {
    throw new ReplyError('ERR Invalid arguments specified for command');
  }
  return keys;
}

function resolve(commands: CommandTable, request: Arguments): Command | undefined {
  const command = commands.lookup(request);
  if (command === undefined || command.subcommands.length === 0 || request.count === 1) {
    return command;
  }
  return commands.lookupSubcommand(command, request);
}
