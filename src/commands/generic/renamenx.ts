/**
 * RENAMENX key newkey: gives a key another name unless that is taken.
 * Source: the Redis command reference, RENAMENX.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { renameKey } from '../rename-key.js';
import { reply } from '../reply-schemas.js';

export const renamenx = defineCommand({
  name: 'renamenx',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Rename a key, only if the new key does not exist',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace'],
  keys: [
    keyRange({ first: 1, flags: ['RW', 'access', 'delete'] }),
    keyRange({ first: 2, flags: ['OW', 'insert'] }),
  ],
  args: [arg.key('key'), arg.key('newkey', { keySpec: 1 })],
  history: [
    [
      '3.2.0',
      'The command no longer returns an error when source and destination names ' + 'are the same.',
    ],
  ],
  reply: reply.integer('1 if renamed', 0, 1),
  execute(context, args, out) {
    out.integer(renameKey(context, args, 'missing') ? 1 : 0);
  },
});
