/** GETBIT key offset: a bit of the string. Source: the Redis command reference, GETBIT. */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { byteAt } from '../../keyspace/string-edit.js';
import { isString, stringLength } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { bitOffset } from '../bit-arguments.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const getbit = defineCommand({
  name: 'getbit',
  group: 'bitmap',
  since: '2.2.0',
  complexity: 'O(1)',
  summary: 'Returns the bit value at offset in the string value stored at key',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['bitmap'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key'), arg.integer('offset')],
  reply: reply.integer('the bit', 0, 1),
  execute(context, args, out) {
    const { db } = context;
    const offset = bitOffset(context, args, 2);
    const isFound = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) !== 0;
    if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    const at = Math.floor(offset / 8);
    const isInside = isFound && at < stringLength(db);
    out.integer(isInside ? (byteAt(db, at) >> (7 - (offset % 8))) & 1 : 0);
  },
});
