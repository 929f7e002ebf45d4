/**
 * MGET key [key …]: the strings at the keys, null where there is none.
 * Source: the Redis command reference, MGET.
 */
import { isString } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyString } from '../string-exchange.js';

export const mget = defineCommand({
  name: 'mget',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(N) where N is the number of keys to retrieve.',
  summary: 'Get the values of all the given keys',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, last: -1, flags: ['RO', 'access'] }),
  tips: ['request_policy:multi_shard'],
  args: [arg.key('key', { multiple: true })],
  reply: reply.array(
    reply.oneOf([reply.bulk(), reply.null()]),
    'the values, null for keys without a string',
  ),
  execute({ db }, args, out) {
    out.array(args.count - 1);
    for (let i = 1; i < args.count; i++) {
      const found = db.lookupForRead(args.bytes, args.starts[i], args.ends[i]);
      if (found !== 0 && isString(db.view)) replyString(db, out);
      else out.null();
    }
  },
});
