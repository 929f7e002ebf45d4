/**
 * RENAME key newkey: gives a key another name; what had that name is gone.
 * Source: the Redis command reference, RENAME.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { renameKey } from '../rename-key.js';
import { reply } from '../reply-schemas.js';

export const rename = defineCommand({
  name: 'rename',
  group: 'generic',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Rename a key',
  arity: 3,
  flags: ['write'],
  acl: ['keyspace'],
  keys: [
    keyRange({ first: 1, flags: ['RW', 'access', 'delete'] }),
    keyRange({ first: 2, flags: ['OW', 'update'] }),
  ],
  args: [arg.key('key'), arg.key('newkey', { keySpec: 1 })],
  reply: reply.ok(),
  execute(context, args, out) {
    renameKey(context, args, 'any');
    out.ok();
  },
});
