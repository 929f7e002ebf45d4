/**
 * PFDEBUG GETREG | DECODE | ENCODING | TODENSE key: how a HyperLogLog is stored.
 * Source: the Redis command reference, PFDEBUG.
 */
import { denseRegister } from '../../base/hyperloglog-dense.js';
import { HLL_REGISTER_COUNT } from '../../base/hyperloglog-layout.js';
import { describeSparseRegisters } from '../../base/hyperloglog-sparse.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import {
  corruptError,
  loadForWrite,
  storeWorkingCopy,
  WORKING_COPY,
} from '../hyperloglog-strings.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const pfdebug = defineCommand({
  name: 'pfdebug',
  group: 'hyperloglog',
  since: '2.8.9',
  complexity: 'N/A',
  summary: 'Internal commands for debugging HyperLogLog values',
  arity: 3,
  flags: ['write', 'denyoom', 'admin'],
  acl: ['hyperloglog'],
  keys: keyRange({ first: 2, flags: ['RW', 'access'] }),
  args: [arg.string('subcommand'), arg.key('key')],
  docFlags: ['syscmd'],
  reply: reply.oneOf([
    reply.array(reply.integer('', 0, 63), 'with GETREG: all registers'),
    reply.bulk('with DECODE: the runs of the sparse encoding'),
    reply.simple('with ENCODING', ['dense', 'sparse']),
    reply.integer('with TODENSE: 1 if it was sparse', 0, 1),
  ]),
  execute(context, args, out) {
    if (!loadForWrite(context, args, 2)) {
      throw new ReplyError('ERR The specified key does not exist');
    }
    if (args.is(1, 'GETREG')) replyRegisters(context, args, out);
    else if (args.is(1, 'DECODE')) out.bulkText(decodedRuns());
    else if (args.is(1, 'ENCODING')) out.simple(WORKING_COPY.isDense ? 'dense' : 'sparse');
    else if (args.is(1, 'TODENSE')) out.integer(makeDense(context, args) ? 1 : 0);
    else throw new ReplyError(`ERR Unknown PFDEBUG subcommand '${args.latin1(1)}'`);
  },
});

/** Makes the HyperLogLog dense; false if it was already. */
function makeDense(context: CommandContext, args: Arguments): boolean {
  if (WORKING_COPY.isDense) return false;
  if (!WORKING_COPY.toDense()) throw corruptError();
  storeWorkingCopy(context, args, 2, true);
  context.keyspace.dirty++;
  return true;
}

/** As in Redis, looking at the registers makes a HyperLogLog dense. */
function replyRegisters(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  makeDense(context, args);
  out.array(HLL_REGISTER_COUNT);
  for (let i = 0; i < HLL_REGISTER_COUNT; i++) {
    out.integer(denseRegister(WORKING_COPY.bytes, 0, i));
  }
}

function decodedRuns(): string {
  if (WORKING_COPY.isDense) throw new ReplyError('ERR HLL encoding is not sparse');
  const { bytes, length } = WORKING_COPY;
  return describeSparseRegisters(bytes, 0, length);
}
