/** Writes a command as COMMAND and COMMAND INFO describe it: an array of ten parts. */
import type { ReplyWriter } from '../protocol/reply-writer.js';
import { ACL_CATEGORIES, COMMAND_FLAGS } from './command-flags.js';
import type { CommandTable } from './command-table.js';
import type { Command } from './define-command.js';
import { type BeginSearch, type FindKeys, KEY_FLAGS, type KeySpec } from './key-specs.js';
import { type ReplySchema, reply } from './reply-schemas.js';

const NAMES = reply.set(reply.simple());

/** The shape of what `writeCommandInfo` writes. */
export const COMMAND_INFO_REPLY: ReplySchema = reply.tuple(
  [
    reply.bulk('full name'),
    reply.integer('arity'),
    reply.set(reply.simple(), 'flags'),
    reply.integer('first key'),
    reply.integer('last key'),
    reply.integer('key step'),
    reply.set(reply.simple(), 'ACL categories'),
    reply.set(reply.bulk(), 'tips'),
    reply.set(
      reply.record({ flags: NAMES, begin_search: reply.any(), find_keys: reply.any() }, '', {
        notes: reply.bulk(),
      }),
      'key specs',
    ),
    reply.set(reply.any(), 'subcommands, described likewise'),
  ],
  'a command',
);

export function writeCommandInfo(out: ReplyWriter, command: Command): void {
  out.array(10);
  out.bulkText(command.fullName);
  out.integer(command.arity);
  writeNames(out, COMMAND_FLAGS.format(command.flags));
  out.integer(command.firstKey);
  out.integer(command.lastKey);
  out.integer(command.keyStep);
  writeNames(
    out,
    ACL_CATEGORIES.format(command.aclCategories).map((name) => `@${name}`),
  );
  out.set(command.tips.length);
  for (const tip of command.tips) out.bulkText(tip);
  out.set(command.keySpecs.length);
  for (const spec of command.keySpecs) writeKeySpec(out, spec);
  out.set(command.subcommands.length);
  for (const subcommand of command.subcommands) writeCommandInfo(out, subcommand);
}

/** Key flags as COMMAND GETKEYSANDFLAGS and the key specs show them. */
export function writeKeyFlags(out: ReplyWriter, flags: number): void {
  writeNames(out, KEY_FLAGS.format(flags));
}

function writeNames(out: ReplyWriter, names: readonly string[]): void {
  out.set(names.length);
  for (const name of names) out.simple(name);
}

function writeKeySpec(out: ReplyWriter, spec: KeySpec): void {
  out.map(spec.notes === '' ? 3 : 4);
  if (spec.notes !== '') {
    out.bulkText('notes');
    out.bulkText(spec.notes);
  }
  out.bulkText('flags');
  writeKeyFlags(out, spec.flags);
  out.bulkText('begin_search');
  writeBeginSearch(out, spec.begin);
  out.bulkText('find_keys');
  writeFindKeys(out, spec.find);
}

function writeBeginSearch(out: ReplyWriter, begin: BeginSearch): void {
  writeTypeAndSpecHeader(out, begin.type);
  if (begin.type === 'unknown') {
    out.map(0);
  } else if (begin.type === 'index') {
    writeNumbers(out, [['index', begin.index]]);
  } else {
    out.map(2);
    out.bulkText('keyword');
    out.bulkText(begin.keyword);
    out.bulkText('startfrom');
    out.integer(begin.startFrom);
  }
}

function writeFindKeys(out: ReplyWriter, find: FindKeys): void {
  writeTypeAndSpecHeader(out, find.type);
  if (find.type === 'unknown') {
    out.map(0);
  } else if (find.type === 'range') {
    writeNumbers(out, [
      ['lastkey', find.lastKey],
      ['keystep', find.keyStep],
      ['limit', find.limit],
    ]);
  } else {
    writeNumbers(out, [
      ['keynumidx', find.keyNumIndex],
      ['firstkey', find.firstKey],
      ['keystep', find.keyStep],
    ]);
  }
}

function writeTypeAndSpecHeader(out: ReplyWriter, type: string): void {
  out.map(2);
  out.bulkText('type');
  out.bulkText(type);
  out.bulkText('spec');
}

function writeNumbers(out: ReplyWriter, fields: readonly (readonly [string, number])[]): void {
  out.map(fields.length);
  for (const [name, value] of fields) {
    out.bulkText(name);
    out.integer(value);
  }
}

/** Every command of a table, in an array. */
export function writeAllCommandInfo(out: ReplyWriter, commands: CommandTable): void {
  out.array(commands.count);
  for (const command of commands) writeCommandInfo(out, command);
}
