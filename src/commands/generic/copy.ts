/**
 * COPY source destination [DB db] [REPLACE]: copies a key with its expiry.
 * Source: the Redis command reference, COPY.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Database } from '../../keyspace/database.js';
import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { databaseArgument } from '../database-argument.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { isSameArgument } from '../rename-key.js';
import { reply } from '../reply-schemas.js';

export const copy = defineCommand({
  name: 'copy',
  group: 'generic',
  since: '6.2.0',
  complexity:
    'O(N) worst case for collections, where N is the number of nested items. ' +
    'O(1) for string values.',
  summary: 'Copy a key',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['keyspace'],
  keys: [
    keyRange({ first: 1, flags: ['RO', 'access'] }),
    keyRange({ first: 2, flags: ['OW', 'update'] }),
  ],
  args: [
    arg.key('source'),
    arg.key('destination', { keySpec: 1 }),
    arg.integer('destination-db', { token: 'DB', optional: true }),
    arg.token('replace', 'REPLACE', { optional: true }),
  ],
  reply: reply.integer('1 if copied', 0, 1),
  execute(context, args, out) {
    const { keyspace } = context;
    const { bytes, starts, ends } = args;
    const { target, isReplacing } = parseOptions(context, args);
    const { db } = context;
    if (target === db && isSameArgument(args, 1, 2)) throw new ReplyError(ERRORS.sameObject);
    const isFound = db.lookupForRead(bytes, starts[1], ends[1]) !== 0;
    if (!isFound || (!isReplacing && target.find(bytes, starts[2], ends[2]) !== 0)) {
      out.integer(0);
      return;
    }
    db.find(bytes, starts[1], ends[1]);
    const expireAt = db.view.isVolatile ? db.view.expireAtExact : NO_EXPIRY;
    if (!db.copyFound(target, args.copy(2), expireAt)) throw new ReplyError(ERRORS.outOfMemory);
    keyspace.dirty++;
    out.integer(1);
  },
});

interface CopyOptions {
  target: Database;
  isReplacing: boolean;
}

function parseOptions(context: CommandContext, args: Arguments): CopyOptions {
  const options: CopyOptions = { target: context.db, isReplacing: false };
  for (let i = 3; i < args.count; i++) {
    if (args.is(i, 'REPLACE')) options.isReplacing = true;
    else if (args.is(i, 'DB') && i + 1 < args.count) {
      options.target = databaseArgument(context, args, ++i);
    } else throw new ReplyError(ERRORS.syntax);
  }
  return options;
}
