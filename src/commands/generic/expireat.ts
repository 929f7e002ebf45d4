/**
 * EXPIREAT key unix-time-seconds [NX | XX | GT | LT]: lets a key expire at a second since 1970.
 * Source: the Redis command reference, EXPIREAT.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { EXPIRE_CONDITION, expireKey } from '../expire-key.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const expireat = defineCommand({
  name: 'expireat',
  group: 'generic',
  since: '1.2.0',
  complexity: 'O(1)',
  summary: 'Set the expiration for a key as a UNIX timestamp',
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RW', 'update'] }),
  args: [arg.key('key'), arg.unixTime('unix-time-seconds'), EXPIRE_CONDITION],
  history: [['7.0.0', 'Added options: `NX`, `XX`, `GT` and `LT`.']],
  reply: reply.integer('1 if the time was set', 0, 1),
  execute(context, args, out) {
    out.integer(expireKey(context, args, 'seconds', 'absolute', 'expireat'));
  },
});
