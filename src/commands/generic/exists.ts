/**
 * EXISTS key [key …]: how many of the keys exist; one named twice counts twice.
 * Source: the Redis command reference, EXISTS.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const exists = defineCommand({
  name: 'exists',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(N) where N is the number of keys to check.',
  summary: 'Determine if a key exists',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, last: -1, flags: ['RO'] }),
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  args: [arg.key('key', { multiple: true })],
  history: [['3.0.3', 'Accepts multiple `key` arguments.']],
  reply: reply.integer('how many of the keys exist', 0),
  execute({ db }, args, out) {
    let count = 0;
    for (let i = 1; i < args.count; i++) {
      if (db.lookupUntouched(args.bytes, args.starts[i], args.ends[i]) !== 0) count++;
    }
    out.integer(count);
  },
});
