/**
 * INCRBY key increment: adds to the integer stored at key.
 * Source: the Redis command reference, INCRBY.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { addArgument } from '../integer-arithmetic.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const incrby = defineCommand({
  name: 'incrby',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Increment the integer value of a key by the given amount',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.integer('increment')],
  reply: reply.integer('the value after incrementing'),
  execute(context, args, out) {
    addArgument(context, args, 1, out);
  },
});
