/**
 * BITFIELD key [GET | SET | INCRBY | OVERFLOW …]: integers of any width inside a string.
 * Source: the Redis command reference, BITFIELD.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { REFERENCE_BYTES } from '../../keyspace/item-layout.js';
import { isString, stringLength } from '../../keyspace/string-values.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import {
  type FieldOperation,
  fieldAfter,
  fieldEnd,
  fieldStart,
  parseOperations,
  readField,
  writeField,
} from '../bitfield-operations.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { KeyFlag, type KeyList, keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { editArgument, lookupLengthForWrite } from '../string-changes.js';

export const bitfield = defineCommand({
  name: 'bitfield',
  group: 'bitmap',
  since: '3.2.0',
  complexity: 'O(1) for each subcommand specified',
  summary: 'Perform arbitrary bitfield integer operations on strings',
  arity: -2,
  flags: ['write', 'denyoom'],
  acl: ['bitmap'],
  keys: keyRange({
    first: 1,
    flags: ['RW', 'access', 'update', 'variable_flags'],
    notes: 'This command allows both access and modification of the key',
  }),
  keysOf: bitfieldKeys,
  args: [
    arg.key('key'),
    arg.oneOf(
      'operation',
      [
        arg.block('encoding_offset', [arg.string('encoding'), arg.integer('offset')], {
          token: 'GET',
        }),
        arg.block('write', [
          arg.oneOf(
            'wrap_sat_fail',
            [arg.token('wrap', 'WRAP'), arg.token('sat', 'SAT'), arg.token('fail', 'FAIL')],
            { token: 'OVERFLOW', optional: true },
          ),
          arg.oneOf('write_operation', [
            arg.block(
              'encoding_offset_value',
              [arg.string('encoding'), arg.integer('offset'), arg.integer('value')],
              { token: 'SET' },
            ),
            arg.block(
              'encoding_offset_increment',
              [arg.string('encoding'), arg.integer('offset'), arg.integer('increment')],
              { token: 'INCRBY' },
            ),
          ]),
        ]),
      ],
      { optional: true, multiple: true },
    ),
  ],
  reply: reply.array(
    reply.oneOf([reply.integer(), reply.null('overflow with FAIL')]),
    'a result an operation',
  ),
  execute(context, args, out) {
    const operations = parseOperations(context, args);
    const writing = operations.filter(({ verb }) => verb !== 'GET');
    if (writing.length === 0) replyFields(context, args, operations, out);
    else changeFields(context, args, operations, writing, out);
  },
});

/** Whether it only reads depends on the operations; a malformed request counts as writing. */
function bitfieldKeys(args: Arguments, into: KeyList): boolean {
  let flags = KeyFlag.RO | KeyFlag.access;
  for (let i = 2; i < args.count; ) {
    const remaining = args.count - i - 1;
    if (args.is(i, 'GET') && remaining >= 2) {
      i += 3;
    } else if (args.is(i, 'OVERFLOW') && remaining >= 1) {
      i += 2;
    } else {
      flags = KeyFlag.RW | KeyFlag.access | KeyFlag.update;
      break;
    }
  }
  into.add(1, flags);
  return true;
}

/** Executes operations that only read. */
export function replyFields(
  { db }: CommandContext,
  args: Arguments,
  operations: readonly FieldOperation[],
  out: ReplyWriter,
): void {
  const isFound = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) !== 0;
  if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
  const length = isFound ? stringLength(db) : 0;
  out.array(operations.length);
  for (const operation of operations) out.bigInteger(readField(db, operation, length));
}

/** Pages that one more field can need: two it lies across. */
const PAGES_PER_FIELD = 2;
/** Pages that a longer string can need for its head, directories and tail. */
const PAGES_PER_STRING = 8;

/** Takes the memory for all fields that are written, or throws and has changed nothing. */
function prepareFields(
  context: CommandContext,
  args: Arguments,
  writing: readonly FieldOperation[],
): number {
  const before = lookupLengthForWrite(context, args, 1);
  const end = Math.max(...writing.map(fieldEnd));
  const { memory } = context.keyspace;
  if (writing.length > 1 && Number.isFinite(memory.budget.limitBytes)) {
    const directories = Math.ceil(end / (memory.layout.pageSizeBytes ** 2 / REFERENCE_BYTES));
    const pages = writing.length * PAGES_PER_FIELD + PAGES_PER_STRING + directories;
    if (!memory.canAllocatePages(pages)) throw new ReplyError(ERRORS.outOfMemory);
  }
  let isFound = before >= 0;
  // The farthest field first: with it the string has its final length.
  for (const field of [...writing].sort((a, b) => fieldEnd(b) - fieldEnd(a))) {
    editArgument(context, args, 1, isFound, fieldStart(field), fieldEnd(field));
    isFound = true;
  }
  return before;
}

function changeFields(
  context: CommandContext,
  args: Arguments,
  operations: readonly FieldOperation[],
  writing: readonly FieldOperation[],
  out: ReplyWriter,
): void {
  const { db, keyspace } = context;
  const before = prepareFields(context, args, writing);
  const length = stringLength(db);
  out.array(operations.length);
  for (const operation of operations) {
    const old = readField(db, operation, length);
    const value = fieldAfter(operation, old);
    if (value === null) {
      out.null();
      continue;
    }
    out.bigInteger(operation.verb === 'SET' ? old : value);
    if (operation.verb === 'GET') continue;
    if (value !== old) writeField(db, operation, value);
    if (value !== old || length > before) keyspace.dirty++;
  }
}
