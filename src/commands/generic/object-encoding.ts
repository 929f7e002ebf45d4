/**
 * OBJECT ENCODING key: how a value is stored.
 * Source: the Redis command reference, OBJECT ENCODING.
 */
import { encodingName } from '../../keyspace/value-types.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const objectEncoding = defineCommand({
  name: 'encoding',
  container: 'object',
  group: 'generic',
  since: '2.2.3',
  complexity: 'O(1)',
  summary: 'Inspect the internal encoding of a Redis object',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace'],
  keys: keyRange({ first: 2, flags: ['RO'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  reply: reply.oneOf([reply.bulk('the encoding'), reply.null('the key does not exist')]),
  execute({ db }, args, out) {
    const isFound = db.lookupUntouched(args.bytes, args.starts[2], args.ends[2]) !== 0;
    if (isFound) out.bulkText(encodingName(db.view.encoding));
    else out.null();
  },
});
