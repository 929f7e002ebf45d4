/** Writes a command as COMMAND DOCS describes it: a map of what is known, in Redis's order. */
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { ArgumentSpec } from './argument-specs.js';
import type { Command } from './define-command.js';
import { type ReplySchema, reply } from './reply-schemas.js';

/** The shape of what `writeCommandDocs` writes. */
export const COMMAND_DOCS_REPLY: ReplySchema = reply.record(
  { summary: reply.bulk(), since: reply.bulk(), group: reply.bulk() },
  'the documentation',
  {
    complexity: reply.bulk(),
    doc_flags: reply.set(reply.simple()),
    deprecated_since: reply.bulk(),
    replaced_by: reply.bulk(),
    history: reply.set(reply.tuple([reply.bulk('version'), reply.bulk('change')])),
    arguments: reply.array(reply.map(reply.bulk(), reply.any())),
    subcommands: reply.map(reply.bulk(), reply.any('likewise')),
  },
);

/** A field of a map; fields whose value is empty are left out. */
type Field = readonly [name: string, isPresent: boolean, write: () => void];

export function writeCommandDocs(out: ReplyWriter, command: Command): void {
  writeFields(out, [
    text(out, 'summary', command.summary),
    text(out, 'since', command.since),
    text(out, 'group', command.group),
    text(out, 'complexity', command.complexity),
    ['doc_flags', command.docFlags.length > 0, () => writeSimpleSet(out, command.docFlags)],
    text(out, 'deprecated_since', command.deprecatedSince),
    text(out, 'replaced_by', command.replacedBy),
    ['history', command.history.length > 0, () => writeHistory(out, command)],
    ['arguments', command.args.length > 0, () => writeArguments(out, command.args)],
    ['subcommands', command.subcommands.length > 0, () => writeSubcommands(out, command)],
  ]);
}

function text(out: ReplyWriter, name: string, value: string): Field {
  return [name, value !== '', () => out.bulkText(value)];
}

function writeFields(out: ReplyWriter, fields: readonly Field[]): void {
  const present = fields.filter(([, isPresent]) => isPresent);
  out.map(present.length);
  for (const [name, , write] of present) {
    out.bulkText(name);
    write();
  }
}

function writeSimpleSet(out: ReplyWriter, names: readonly string[]): void {
  out.set(names.length);
  for (const name of names) out.simple(name);
}

function writeHistory(out: ReplyWriter, command: Command): void {
  out.set(command.history.length);
  for (const [version, change] of command.history) {
    out.array(2);
    out.bulkText(version);
    out.bulkText(change);
  }
}

function writeSubcommands(out: ReplyWriter, command: Command): void {
  out.map(command.subcommands.length);
  for (const subcommand of command.subcommands) {
    out.bulkText(subcommand.fullName);
    writeCommandDocs(out, subcommand);
  }
}

function writeArguments(out: ReplyWriter, specs: readonly ArgumentSpec[]): void {
  out.array(specs.length);
  for (const spec of specs) writeArgument(out, spec);
}

function writeArgument(out: ReplyWriter, spec: ArgumentSpec): void {
  const flags: string[] = [];
  if (spec.isOptional) flags.push('optional');
  if (spec.isMultiple) flags.push('multiple');
  if (spec.isMultipleToken) flags.push('multiple_token');
  writeFields(out, [
    text(out, 'name', spec.name),
    text(out, 'type', spec.kind),
    ['key_spec_index', spec.keySpec >= 0, () => out.integer(spec.keySpec)],
    ['token', spec.token !== null, () => out.bulkText(spec.token as string)],
    text(out, 'since', spec.since),
    text(out, 'deprecated_since', spec.deprecatedSince),
    ['flags', flags.length > 0, () => writeSimpleSet(out, flags)],
    ['arguments', spec.parts.length > 0, () => writeArguments(out, spec.parts)],
  ]);
}
