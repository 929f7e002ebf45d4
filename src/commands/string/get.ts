/** GET key: the string stored at key. Source: the Redis command reference, GET. */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFoundOrNull } from '../string-exchange.js';

export const get = defineCommand({
  name: 'get',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Get the value of a key',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key')],
  reply: reply.oneOf([reply.bulk('the value of the key'), reply.null('the key does not exist')]),
  execute({ db }, args, out) {
    replyFoundOrNull(db, db.lookupForRead(args.bytes, args.starts[1], args.ends[1]), out);
  },
});
