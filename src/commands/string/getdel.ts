/** GETDEL key: the string at key, which is deleted. Source: the Redis command reference, GETDEL. */
import { RELEASE_DELETE } from '../../memory/allocation-hooks.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFoundOrNull } from '../string-exchange.js';

export const getdel = defineCommand({
  name: 'getdel',
  group: 'string',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Get the value of a key and delete the key',
  arity: 2,
  flags: ['write', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'delete'] }),
  args: [arg.key('key')],
  reply: reply.oneOf([reply.bulk('the value of the key'), reply.null('the key does not exist')]),
  execute(context, args, out) {
    const { db } = context;
    const found = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]);
    replyFoundOrNull(db, found, out);
    if (found === 0) return;
    db.removeFound(RELEASE_DELETE);
    context.keyspace.dirty++;
  },
});
