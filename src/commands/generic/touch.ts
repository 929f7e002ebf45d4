/**
 * TOUCH key [key …]: notes an access to each key, and counts those that exist.
 * Source: the Redis command reference, TOUCH.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const touch = defineCommand({
  name: 'touch',
  group: 'generic',
  since: '3.2.1',
  complexity: 'O(N) where N is the number of keys that will be touched.',
  summary:
    'Alters the last access time of a key(s). Returns the number of existing ' + 'keys specified.',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, last: -1, flags: ['RO'] }),
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  args: [arg.key('key', { multiple: true })],
  reply: reply.integer('how many of the keys exist', 0),
  execute({ db }, args, out) {
    let count = 0;
    for (let i = 1; i < args.count; i++) {
      if (db.lookupForRead(args.bytes, args.starts[i], args.ends[i]) !== 0) count++;
    }
    out.integer(count);
  },
});
