/**
 * MSETNX key value [key value …]: sets every key to its value unless one of them exists.
 * Source: the Redis command reference, MSETNX.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { checkPairs, setPairs } from '../multiple-set.js';
import { reply } from '../reply-schemas.js';

export const msetnx = defineCommand({
  name: 'msetnx',
  group: 'string',
  since: '1.0.1',
  complexity: 'O(N) where N is the number of keys to set.',
  summary: 'Set multiple keys to multiple values, only if none of the keys exist',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['string'],
  keys: keyRange({ first: 1, last: -1, step: 2, flags: ['OW', 'insert'] }),
  tips: ['request_policy:multi_shard', 'response_policy:agg_min'],
  args: [arg.block('key_value', [arg.key('key'), arg.string('value')], { multiple: true })],
  reply: reply.integer('1 if all keys were set', 0, 1),
  pagedArguments: true,
  execute(context, args, out) {
    checkPairs(args, 'msetnx');
    const { db } = context;
    for (let i = 1; i < args.count; i += 2) {
      if (db.lookupForWrite(args.bytes, args.starts[i], args.ends[i]) === 0) continue;
      out.integer(0);
      return;
    }
    setPairs(context, args);
    out.integer(1);
  },
});
