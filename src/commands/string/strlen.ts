/** STRLEN key: the length of the string in bytes. Source: the Redis command reference, STRLEN. */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { isString, stringLength } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const strlen = defineCommand({
  name: 'strlen',
  group: 'string',
  since: '2.2.0',
  complexity: 'O(1)',
  summary: 'Get the length of the value stored in a key',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RO'] }),
  args: [arg.key('key')],
  reply: reply.integer('the length, 0 if the key does not exist', 0),
  execute({ db }, args, out) {
    if (db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) === 0) out.integer(0);
    else if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    else out.integer(stringLength(db));
  },
});
