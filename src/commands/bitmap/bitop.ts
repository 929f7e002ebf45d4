/**
 * BITOP operation destkey key [key …]: combines strings bit by bit and stores the result.
 * Source: the Redis command reference, BITOP.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { BitCombination, type BitOperation } from '../../keyspace/bit-combination.js';
import { isString } from '../../keyspace/string-values.js';
import { RELEASE_DELETE } from '../../memory/allocation-hooks.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const bitop = defineCommand({
  name: 'bitop',
  group: 'bitmap',
  since: '2.6.0',
  complexity: 'O(N)',
  summary: 'Perform bitwise operations between strings',
  arity: -4,
  flags: ['write', 'denyoom'],
  acl: ['bitmap'],
  keys: [
    keyRange({ first: 2, flags: ['OW', 'update'] }),
    keyRange({ first: 3, last: -1, flags: ['RO', 'access'] }),
  ],
  args: [
    arg.string('operation'),
    arg.key('destkey'),
    arg.key('key', { keySpec: 1, multiple: true }),
  ],
  reply: reply.integer('the length of the result', 0),
  execute(context, args, out) {
    const { db, keyspace } = context;
    const operation = operationOf(args);
    if (operation === 'NOT' && args.count > 4) {
      throw new ReplyError('ERR BITOP NOT must be called with a single source key.');
    }
    const combination = new BitCombination(db, operation);
    for (let i = 3; i < args.count; i++) {
      if (db.lookupForRead(args.bytes, args.starts[i], args.ends[i]) === 0)
        combination.addMissing();
      else if (isString(db.view)) combination.addFound();
      else throw new ReplyError(ERRORS.wrongType);
    }
    const { length } = combination;
    const start = args.starts[2];
    const end = args.ends[2];
    if (length === 0) {
      if (db.remove(args.bytes, start, end, RELEASE_DELETE)) keyspace.dirty++;
    } else {
      if (!combination.store(args.bytes, start, end)) throw new ReplyError(ERRORS.outOfMemory);
      keyspace.dirty++;
    }
    out.integer(length);
  },
});

const OPERATIONS: readonly BitOperation[] = ['AND', 'OR', 'XOR', 'NOT'];

function operationOf(args: Arguments): BitOperation {
  const operation = OPERATIONS.find((name) => args.is(1, name));
  if (operation === undefined) throw new ReplyError(ERRORS.syntax);
  return operation;
}
