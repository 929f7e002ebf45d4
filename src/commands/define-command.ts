/**
 * A command is data first and a function second: COMMAND, ACL categories, key extraction and
 * documentation are all derived from its definition. `defineCommand` checks the definition when
 * the program starts and makes one frozen object of it, always with the same fields, so that the
 * dispatcher's calls stay monomorphic. What changes (statistics) is kept per server, under
 * `command.index`.
 */
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import { type ArgumentSpec, countArguments } from './argument-specs.js';
import {
  ACL_CATEGORIES,
  type AclCategoryName,
  COMMAND_FLAGS,
  COMMAND_GROUPS,
  CommandFlag,
  type CommandFlagName,
  type CommandGroup,
  checkTip,
  type DocFlag,
  impliedAclCategories,
} from './command-flags.js';
import type { CommandContext } from './context.js';
import { KeyFlag, type KeySpec, type KeysOf, legacyKeyRange } from './key-specs.js';
import { NameTable } from './name-table.js';
import type { ReplySchema } from './reply-schemas.js';

export type Execute = (context: CommandContext, args: Arguments, out: ReplyWriter) => void;

/** One change of a command over Redis's versions: the version and what it brought. */
export type HistoryEntry = readonly [version: string, change: string];

export interface CommandDefinition {
  /** In lower case; of a subcommand its own word only. */
  name: string;
  /** The name of the container that this is a subcommand of. */
  container?: string;
  group: CommandGroup;
  since: string;
  complexity: string;
  summary: string;
  /** Number of arguments with the name (and the container's); negative: at least so many. */
  arity: number;
  flags: readonly CommandFlagName[];
  /** ACL categories beyond those that follow from the flags. */
  acl?: readonly AclCategoryName[];
  keys?: KeySpec | readonly KeySpec[];
  /** Finds the keys where specs do not suffice. */
  keysOf?: KeysOf;
  tips?: readonly string[];
  args?: readonly ArgumentSpec[];
  /** Why `arity` is not what `args` says; stated only where Redis itself is like that. */
  arityNote?: string;
  history?: readonly HistoryEntry[];
  docFlags?: readonly DocFlag[];
  deprecatedSince?: string;
  replacedBy?: string;
  reply: ReplySchema;
  /** Whether `execute` can take arguments that arrive in pages (`args.paged`). */
  pagedArguments?: boolean;
  subcommands?: readonly Command[];
  /** May be left out by a container that does nothing without a subcommand. */
  execute?: Execute;
}

let nextIndex = 0;

/** A checked definition. Made by `defineCommand` only. */
export class Command {
  /** Dense over all commands and subcommands of the program: the place of their statistics. */
  readonly index: number;
  readonly name: string;
  /** `name`, or `container|name` of a subcommand. */
  readonly fullName: string;
  readonly container: string;
  readonly group: CommandGroup;
  readonly since: string;
  readonly complexity: string;
  readonly summary: string;
  readonly arity: number;
  /** Bits of CommandFlag, with movablekeys where the key specs imply it. */
  readonly flags: number;
  /** Bits of AclCategory, the implied ones included. */
  readonly aclCategories: number;
  readonly keySpecs: readonly KeySpec[];
  readonly keysOf: KeysOf | null;
  readonly hasVariableKeyFlags: boolean;
  /** Whether a request can have keys. */
  readonly hasKeys: boolean;
  readonly firstKey: number;
  readonly lastKey: number;
  readonly keyStep: number;
  readonly tips: readonly string[];
  readonly args: readonly ArgumentSpec[];
  readonly history: readonly HistoryEntry[];
  readonly docFlags: readonly DocFlag[];
  readonly deprecatedSince: string;
  readonly replacedBy: string;
  readonly reply: ReplySchema;
  readonly pagedArguments: boolean;
  /** Takes constant time: a run of such requests may be timed as one (see the dispatcher). */
  readonly isBrief: boolean;
  readonly subcommands: readonly Command[];
  /** Null unless this is a container. */
  readonly subcommandTable: NameTable<Command> | null;
  readonly execute: Execute;

  constructor(definition: CommandDefinition) {
    const { name, container = '', subcommands = [] } = definition;
    const keySpecs = toList(definition.keys);
    const range = legacyKeyRange(keySpecs);
    this.index = nextIndex++;
    this.name = name;
    this.container = container;
    this.fullName = container === '' ? name : `${container}|${name}`;
    this.group = definition.group;
    this.since = definition.since;
    this.complexity = definition.complexity;
    this.summary = definition.summary;
    this.arity = definition.arity;
    const stated = COMMAND_FLAGS.parse(definition.flags, this.fullName);
    this.flags = stated | (range.isMovable ? CommandFlag.movablekeys : 0);
    const acl = ACL_CATEGORIES.parse(definition.acl ?? [], this.fullName);
    this.aclCategories = impliedAclCategories(this.flags, acl);
    this.keySpecs = keySpecs;
    this.keysOf = definition.keysOf ?? null;
    this.hasVariableKeyFlags = keySpecs.some((key) => (key.flags & KeyFlag.variable_flags) !== 0);
    this.hasKeys =
      keySpecs.some((key) => (key.flags & KeyFlag.not_key) === 0) || this.keysOf !== null;
    this.firstKey = range.firstKey;
    this.lastKey = range.lastKey;
    this.keyStep = range.keyStep;
    this.tips = definition.tips ?? [];
    this.args = definition.args ?? [];
    this.history = definition.history ?? [];
    this.docFlags = definition.docFlags ?? [];
    this.deprecatedSince = definition.deprecatedSince ?? '';
    this.replacedBy = definition.replacedBy ?? '';
    this.reply = definition.reply;
    this.pagedArguments = definition.pagedArguments ?? false;
    this.isBrief = definition.complexity === 'O(1)' && (this.flags & CommandFlag.admin) === 0;
    this.subcommands = subcommands;
    this.subcommandTable =
      subcommands.length === 0 ? null : new NameTable(subcommands, `subcommand of ${name}`);
    this.execute = definition.execute ?? refuseToExecute;
    Object.freeze(this);
  }

  /** Whether the command (or subcommand) has the flag: `command.has(CommandFlag.write)`. */
  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  /** Whether a request of `count` arguments, the name included, has enough and not too many. */
  accepts(count: number): boolean {
    return this.arity >= 0 ? count === this.arity : count >= -this.arity;
  }
}

/** How many commands and subcommands have been defined: the size of a table of statistics. */
export function definedCommandCount(): number {
  return nextIndex;
}

/** Checks a definition and makes the command of it; throws where the definition is wrong. */
export function defineCommand(definition: CommandDefinition): Command {
  checkNames(definition);
  checkArity(definition);
  checkKeys(definition);
  for (const tip of definition.tips ?? []) checkTip(tip, definition.name);
  return new Command(definition);
}

function refuseToExecute(): never {
  throw new Error('a container was executed without a subcommand');
}

function toList(keys: CommandDefinition['keys']): readonly KeySpec[] {
  if (keys === undefined) return [];
  return 'begin' in keys ? [keys] : keys;
}

function checkNames(definition: CommandDefinition): void {
  const { name, container, subcommands = [] } = definition;
  if (!/^[a-z0-9_-]+$/.test(name)) throw new TypeError(`bad command name '${name}'`);
  if (!COMMAND_GROUPS.includes(definition.group)) {
    throw new TypeError(`${name}: unknown group '${definition.group}'`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(definition.since)) throw new TypeError(`${name}: bad since`);
  if (definition.execute === undefined && subcommands.length === 0) {
    throw new TypeError(`${name}: neither execute nor subcommands`);
  }
  if (container !== undefined && subcommands.length > 0) {
    throw new TypeError(`${name}: a subcommand cannot have subcommands`);
  }
  for (const subcommand of subcommands) {
    if (subcommand.container !== name) {
      throw new TypeError(`${name}: '${subcommand.fullName}' is a subcommand of another command`);
    }
  }
}

/** Compares the arity with what the arguments need; a container's are those of its subcommands. */
function checkArity(definition: CommandDefinition): void {
  const { name, arity, args = [], subcommands = [], arityNote } = definition;
  const own = definition.container === undefined ? 1 : 2;
  if (!Number.isInteger(arity) || Math.abs(arity) < own) {
    throw new RangeError(`${name}: impossible arity ${arity}`);
  }
  if (subcommands.length > 0) {
    if (arity >= 0) throw new RangeError(`${name}: a container takes a subcommand`);
    return;
  }
  const count = countArguments(args);
  const min = own + count.min;
  const max = own + count.max;
  const agrees = arity >= 0 ? min === arity && max === arity : min === -arity && max > min;
  if (agrees === (arityNote === undefined)) return;
  throw new RangeError(
    agrees
      ? `${name}: arityNote explains a difference that is none`
      : `${name}: arity ${arity} disagrees with arguments of ${min} to ${max}`,
  );
}

function checkKeys(definition: CommandDefinition): void {
  const { name, arity, args = [] } = definition;
  const specs = toList(definition.keys);
  for (const { begin, find } of specs) {
    if (begin.type !== 'index') continue;
    const last = find.type === 'range' && find.lastKey > 0 ? find.lastKey : 0;
    if (arity >= 0 && begin.index + last >= arity) {
      throw new RangeError(`${name}: a key range beyond its ${arity} arguments`);
    }
  }
  checkKeyArguments(name, args, specs);
}

function checkKeyArguments(
  name: string,
  args: readonly ArgumentSpec[],
  specs: readonly KeySpec[],
): void {
  for (const argument of args) {
    if (argument.keySpec >= specs.length) {
      throw new RangeError(`${name}: argument '${argument.name}' names a key spec that is none`);
    }
    checkKeyArguments(name, argument.parts, specs);
  }
}
