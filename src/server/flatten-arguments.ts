/**
 * Lays arguments that arrived in pages out in one buffer, for the commands that take no others.
 * Those that do take their values from the pages, but a key, a name or an option is always flat.
 */
import { assert } from '../base/assert.js';
import type { CommandTable } from '../commands/command-table.js';
import { extractKeys, KeyList } from '../commands/key-specs.js';
import type { Arguments } from '../protocol/arguments.js';

/**
 * Leaves the arguments as they are if the command that they name takes them in pages; lays them
 * out otherwise. To be called before anything else reads them.
 */
export function prepareLargeArguments(commands: CommandTable, args: Arguments): void {
  if (args.paged === null || isTakenInPages(commands, args)) return;
  flattenArguments(args);
}

function isTakenInPages(commands: CommandTable, args: Arguments): boolean {
  const command = commands.lookup(args);
  if (command?.pagedArguments !== true || !command.accepts(args.count)) return false;
  const keys = new KeyList();
  if (!extractKeys(command, args, keys)) return false;
  for (let i = 0; i < keys.count; i++) {
    if (args.paged?.[keys.positions[i]] !== undefined) return false;
  }
  return true;
}

/** Copies all arguments into one new buffer; the pages stay their owner's. */
export function flattenArguments(args: Arguments): void {
  const { paged, count } = args;
  assert(paged !== null, 'some argument is in pages');
  let size = 0;
  for (let i = 0; i < count; i++) size += args.length(i);
  const flat = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const collector = paged[i];
    const end = at + args.length(i);
    if (collector !== undefined) collector.copyTo(0, flat, at, end);
    else flat.set(args.bytes.subarray(args.starts[i], args.ends[i]), at);
    args.starts[i] = at;
    args.ends[i] = end;
    at = end;
  }
  args.bytes = flat;
  args.paged = null;
}
