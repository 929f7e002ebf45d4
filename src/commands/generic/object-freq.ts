/**
 * OBJECT FREQ key: the logarithmic counter of how often a value is used.
 * Source: the Redis command reference, OBJECT FREQ.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

const FREQUENCY_UNKNOWN =
  'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that ' +
  'when switching between policies at runtime LRU and LFU data will take some time to adjust.';

export const objectFreq = defineCommand({
  name: 'freq',
  container: 'object',
  group: 'generic',
  since: '4.0.0',
  complexity: 'O(1)',
  summary: 'Get the logarithmic access frequency counter of a Redis object',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace'],
  keys: keyRange({ first: 2, flags: ['RO'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  reply: reply.oneOf([
    reply.integer('the access counter', 0, 255),
    reply.null('the key does not exist'),
  ]),
  execute({ db, keyspace }, args, out) {
    if (db.lookupUntouched(args.bytes, args.starts[2], args.ends[2]) === 0) out.null();
    else if (!keyspace.clock.isLfu) throw new ReplyError(FREQUENCY_UNKNOWN);
    else out.integer(keyspace.clock.frequency(db.view.clock));
  },
});
