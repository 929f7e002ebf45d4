/**
 * The commands of a server: found by the bytes of a request's first argument, without allocating,
 * or by name. Several servers of a process may share the definitions, not their statistics.
 */
import type { Arguments } from '../protocol/arguments.js';
import type { Command } from './define-command.js';
import { NameTable } from './name-table.js';

export class CommandTable {
  /** The commands in the order given, without subcommands. */
  readonly commands: readonly Command[];
  private readonly table: NameTable<Command>;

  /** Throws if two commands have one name, or if one is a subcommand. */
  constructor(commands: readonly Command[]) {
    for (const command of commands) {
      if (command.container === '') continue;
      throw new TypeError(`'${command.fullName}' is a subcommand, not a command`);
    }
    this.commands = Object.freeze([...commands]);
    this.table = new NameTable(commands, 'command');
  }

  /** How many commands there are, subcommands not counted. */
  get count(): number {
    return this.commands.length;
  }

  /** The command that argument 0 names; a container for requests to its subcommands. */
  lookup(args: Arguments): Command | undefined {
    return this.table.find(args.bytes, args.starts[0], args.ends[0]);
  }

  /** The command whose name is bytes[start, end). */
  find(bytes: Uint8Array, start: number, end: number): Command | undefined {
    return this.table.find(bytes, start, end);
  }

  /** The subcommand that argument 1 names; undefined if there is none or `command` has none. */
  lookupSubcommand(command: Command, args: Arguments): Command | undefined {
    if (command.subcommandTable === null || args.count < 2) return undefined;
    return command.subcommandTable.find(args.bytes, args.starts[1], args.ends[1]);
  }

  /** A command by name (`get`), a subcommand by its full name (`object|freq`), in any case. */
  byName(name: string): Command | undefined {
    const bytes = new TextEncoder().encode(name);
    const bar = bytes.indexOf(0x7c);
    if (bar < 0) return this.table.find(bytes, 0, bytes.length);
    const container = this.table.find(bytes, 0, bar);
    return container?.subcommandTable?.find(bytes, bar + 1, bytes.length);
  }

  [Symbol.iterator](): IterableIterator<Command> {
    return this.commands[Symbol.iterator]();
  }

  /** All commands, each followed by its subcommands. */
  *withSubcommands(): IterableIterator<Command> {
    for (const command of this.commands) {
      yield command;
      yield* command.subcommands;
    }
  }
}
