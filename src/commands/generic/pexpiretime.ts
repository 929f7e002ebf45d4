/**
 * PEXPIRETIME key: the millisecond since 1970 at which a key expires.
 * Source: the Redis command reference, PEXPIRETIME.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyTimeToLive } from '../time-to-live.js';

export const pexpiretime = defineCommand({
  name: 'pexpiretime',
  group: 'generic',
  since: '7.0.0',
  complexity: 'O(1)',
  summary: 'Get the expiration Unix timestamp for a key in milliseconds',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key')],
  reply: reply.integer('milliseconds since 1970, -1 without expiry, -2 without key', -2),
  execute(context, args, out) {
    replyTimeToLive(context, args, 'milliseconds', 'absolute', out);
  },
});
