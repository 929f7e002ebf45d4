/**
 * PERSIST key: lets a key live for ever.
 * Source: the Redis command reference, PERSIST.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const persist = defineCommand({
  name: 'persist',
  group: 'generic',
  since: '2.2.0',
  complexity: 'O(1)',
  summary: 'Remove the expiration from a key',
  arity: 2,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RW', 'update'] }),
  args: [arg.key('key')],
  reply: reply.integer('1 if an expiry was removed', 0, 1),
  execute({ db, keyspace }, args, out) {
    const isFound = db.lookupForWrite(args.bytes, args.starts[1], args.ends[1]) !== 0;
    if (!isFound || !db.view.isVolatile) {
      out.integer(0);
      return;
    }
    if (!db.setExpiry(NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    keyspace.dirty++;
    out.integer(1);
  },
});
