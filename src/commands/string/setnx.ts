/**
 * SETNX key value: sets key to a string unless it exists.
 * Source: the Redis command reference, SETNX.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { setString } from '../string-exchange.js';

export const setnx = defineCommand({
  name: 'setnx',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Set the value of a key, only if the key does not exist',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['OW', 'insert'] }),
  args: [arg.key('key'), arg.string('value')],
  reply: reply.integer('1 if the key was set', 0, 1),
  pagedArguments: true,
  execute(context, args, out) {
    const { db } = context;
    if (db.lookupForWrite(args.bytes, args.starts[1], args.ends[1]) !== 0) {
      out.integer(0);
      return;
    }
    if (!setString(db, args, 1, 2, NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    context.keyspace.dirty++;
    out.integer(1);
  },
});
