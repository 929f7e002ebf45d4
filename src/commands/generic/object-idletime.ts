/**
 * OBJECT IDLETIME key: the seconds since a value was last used.
 * Source: the Redis command reference, OBJECT IDLETIME.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

const IDLE_TIME_UNKNOWN =
  'ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when ' +
  'switching between policies at runtime LRU and LFU data will take some time to adjust.';

export const objectIdletime = defineCommand({
  name: 'idletime',
  container: 'object',
  group: 'generic',
  since: '2.2.3',
  complexity: 'O(1)',
  summary: 'Get the time since a Redis object was last accessed',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace'],
  keys: keyRange({ first: 2, flags: ['RO'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  reply: reply.oneOf([
    reply.integer('seconds since the last access', 0),
    reply.null('the key does not exist'),
  ]),
  execute({ db, keyspace }, args, out) {
    if (db.lookupUntouched(args.bytes, args.starts[2], args.ends[2]) === 0) out.null();
    else if (keyspace.clock.isLfu) throw new ReplyError(IDLE_TIME_UNKNOWN);
    else out.integer(keyspace.clock.idleSeconds(db.view.clock));
  },
});
