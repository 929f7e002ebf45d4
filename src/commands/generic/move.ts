/**
 * MOVE key db: moves a key to another database unless it has one of that name.
 * Source: the Redis command reference, MOVE.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import { arg } from '../argument-specs.js';
import { databaseArgument } from '../database-argument.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const move = defineCommand({
  name: 'move',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Move a key to another database',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.integer('db')],
  reply: reply.integer('1 if moved', 0, 1),
  execute(context, args, out) {
    const { db, keyspace } = context;
    const { bytes, starts, ends } = args;
    const target = databaseArgument(context, args, 2);
    if (target === db) throw new ReplyError(ERRORS.sameObject);
    const isFound = db.lookupForWrite(bytes, starts[1], ends[1]) !== 0;
    if (!isFound || target.find(bytes, starts[1], ends[1]) !== 0) {
      out.integer(0);
      return;
    }
    const expireAt = db.view.isVolatile ? db.view.expireAtExact : NO_EXPIRY;
    if (!db.moveFound(target, args.copy(1), expireAt)) throw new ReplyError(ERRORS.outOfMemory);
    keyspace.dirty++;
    out.integer(1);
  },
});
