/**
 * PEXPIRE key milliseconds [NX | XX | GT | LT]: lets a key expire in so many milliseconds.
 * Source: the Redis command reference, PEXPIRE.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { EXPIRE_CONDITION, expireKey } from '../expire-key.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const pexpire = defineCommand({
  name: 'pexpire',
  group: 'generic',
  since: '2.6.0',
  complexity: 'O(1)',
  summary: "Set a key's time to live in milliseconds",
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RW', 'update'] }),
  args: [arg.key('key'), arg.integer('milliseconds'), EXPIRE_CONDITION],
  history: [['7.0.0', 'Added options: `NX`, `XX`, `GT` and `LT`.']],
  reply: reply.integer('1 if the time was set', 0, 1),
  execute(context, args, out) {
    out.integer(expireKey(context, args, 'milliseconds', 'relative', 'pexpire'));
  },
});
