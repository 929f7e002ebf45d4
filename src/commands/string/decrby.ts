/**
 * DECRBY key decrement: subtracts from the integer stored at key.
 * Source: the Redis command reference, DECRBY.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { addArgument } from '../integer-arithmetic.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const decrby = defineCommand({
  name: 'decrby',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Decrement the integer value of a key by the given number',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.integer('decrement')],
  reply: reply.integer('the value after decrementing'),
  execute(context, args, out) {
    addArgument(context, args, -1, out);
  },
});
