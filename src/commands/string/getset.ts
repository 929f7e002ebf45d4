/**
 * GETSET key value: sets key to a string and replies with the one before.
 * Source: the Redis command reference, GETSET.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFoundOrNull, setString } from '../string-exchange.js';

export const getset = defineCommand({
  name: 'getset',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Set the string value of a key and return its old value',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.string('value')],
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`SET` with the `!GET` argument',
  reply: reply.oneOf([reply.bulk('the value of the key'), reply.null('the key does not exist')]),
  pagedArguments: true,
  execute(context, args, out) {
    const { db } = context;
    replyFoundOrNull(db, db.lookupForRead(args.bytes, args.starts[1], args.ends[1]), out);
    if (!setString(db, args, 1, 2, NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    context.keyspace.dirty++;
  },
});
