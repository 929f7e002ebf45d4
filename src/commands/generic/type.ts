/**
 * TYPE key: the type of what a key holds.
 * Source: the Redis command reference, TYPE.
 */
import { typeName } from '../../keyspace/value-types.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const type = defineCommand({
  name: 'type',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Determine the type stored at key',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RO'] }),
  args: [arg.key('key')],
  reply: reply.simple('the type, none without key'),
  execute({ db }, args, out) {
    const isFound = db.lookupUntouched(args.bytes, args.starts[1], args.ends[1]) !== 0;
    out.simple(isFound ? typeName(db.view.encoding) : 'none');
  },
});
