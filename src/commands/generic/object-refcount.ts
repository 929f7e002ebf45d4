/**
 * OBJECT REFCOUNT key: how many references a value has. Values are never shared, so it is 1.
 * Source: the Redis command reference, OBJECT REFCOUNT.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const objectRefcount = defineCommand({
  name: 'refcount',
  container: 'object',
  group: 'generic',
  since: '2.2.3',
  complexity: 'O(1)',
  summary: 'Get the number of references to the value of the key',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace'],
  keys: keyRange({ first: 2, flags: ['RO'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  reply: reply.oneOf([
    reply.integer('the number of references', 1),
    reply.null('the key does not exist'),
  ]),
  execute({ db }, args, out) {
    const isFound = db.lookupUntouched(args.bytes, args.starts[2], args.ends[2]) !== 0;
    if (isFound) out.integer(1);
    else out.null();
  },
});
