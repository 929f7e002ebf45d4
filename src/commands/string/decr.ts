/**
 * DECR key: subtracts one from the integer stored at key.
 * Source: the Redis command reference, DECR.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { addInteger } from '../integer-arithmetic.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const decr = defineCommand({
  name: 'decr',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Decrement the integer value of a key by one',
  arity: 2,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key')],
  reply: reply.integer('the value after decrementing'),
  execute(context, args, out) {
    addInteger(context, args, 1, -1, out);
  },
});
