/**
 * PSETEX key milliseconds value: sets key to a string that expires.
 * Source: the Redis command reference, PSETEX.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { positiveExpireArgument } from '../expire-options.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { setString } from '../string-exchange.js';

export const psetex = defineCommand({
  name: 'psetex',
  group: 'string',
  since: '2.6.0',
  complexity: 'O(1)',
  summary: 'Set the value and expiration in milliseconds of a key',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['OW', 'update'] }),
  args: [arg.key('key'), arg.integer('milliseconds'), arg.string('value')],
  reply: reply.ok(),
  pagedArguments: true,
  execute(context, args, out) {
    const { nowMs } = context;
    const expireAt = positiveExpireArgument(args, 2, 'milliseconds', 'relative', nowMs, 'psetex');
    if (!setString(context.db, args, 1, 3, expireAt)) throw new ReplyError(ERRORS.outOfMemory);
    context.keyspace.dirty++;
    out.ok();
  },
});
