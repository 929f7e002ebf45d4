/**
 * UNLINK key [key …]: removes keys; what large values hold is freed little by little.
 * Source: the Redis command reference, UNLINK.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { removeKeys } from '../remove-keys.js';
import { reply } from '../reply-schemas.js';

export const unlink = defineCommand({
  name: 'unlink',
  group: 'generic',
  since: '4.0.0',
  complexity:
    'O(1) for each key removed regardless of its size. Then the command does ' +
    'O(N) work in a different thread in order to reclaim memory, where N is the ' +
    'number of allocations the deleted objects where composed of.',
  summary:
    'Delete a key asynchronously in another thread. Otherwise it is just as DEL, ' +
    'but non blocking.',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, last: -1, flags: ['RM', 'delete'] }),
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  args: [arg.key('key', { multiple: true })],
  reply: reply.integer('how many keys were removed', 0),
  execute(context, args, out) {
    out.integer(removeKeys(context, args, 'later'));
  },
});
