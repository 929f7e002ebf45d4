/**
 * MSET key value [key value …]: sets every key to its value, all or none.
 * Source: the Redis command reference, MSET.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { checkPairs, setPairs } from '../multiple-set.js';
import { reply } from '../reply-schemas.js';

export const mset = defineCommand({
  name: 'mset',
  group: 'string',
  since: '1.0.1',
  complexity: 'O(N) where N is the number of keys to set.',
  summary: 'Set multiple keys to multiple values',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['string'],
  keys: keyRange({ first: 1, last: -1, step: 2, flags: ['OW', 'update'] }),
  tips: ['request_policy:multi_shard', 'response_policy:all_succeeded'],
  args: [arg.block('key_value', [arg.key('key'), arg.string('value')], { multiple: true })],
  reply: reply.ok(),
  pagedArguments: true,
  execute(context, args, out) {
    checkPairs(args, 'mset');
    setPairs(context, args);
    out.ok();
  },
});
