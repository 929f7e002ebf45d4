/**
 * PTTL key: the milliseconds a key has left.
 * Source: the Redis command reference, PTTL.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyTimeToLive } from '../time-to-live.js';

export const pttl = defineCommand({
  name: 'pttl',
  group: 'generic',
  since: '2.6.0',
  complexity: 'O(1)',
  summary: 'Get the time to live for a key in milliseconds',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  history: [['2.8.0', 'Added the -2 reply.']],
  reply: reply.integer('milliseconds, -1 without expiry, -2 without key', -2),
  execute(context, args, out) {
    replyTimeToLive(context, args, 'milliseconds', 'relative', out);
  },
});
