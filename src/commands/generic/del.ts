/**
 * DEL key [key …]: removes keys.
 * Source: the Redis command reference, DEL.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { removeKeys } from '../remove-keys.js';
import { reply } from '../reply-schemas.js';

export const del = defineCommand({
  name: 'del',
  group: 'generic',
  since: '1.0.0',
  complexity:
    'O(N) where N is the number of keys that will be removed. When a key to ' +
    'remove holds a value other than a string, the individual complexity for ' +
    'this key is O(M) where M is the number of elements in the list, set, sorted ' +
    'set or hash. Removing a single key that holds a string value is O(1).',
  summary: 'Delete a key',
  arity: -2,
  flags: ['write'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, last: -1, flags: ['RM', 'delete'] }),
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  args: [arg.key('key', { multiple: true })],
  reply: reply.integer('how many keys were removed', 0),
  execute(context, args, out) {
    out.integer(removeKeys(context, args, context.keyspace.freeing.ofDeleted));
  },
});
