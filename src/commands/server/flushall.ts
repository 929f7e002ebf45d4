/**
 * FLUSHALL [ASYNC | SYNC]: removes all keys of all databases.
 * Source: the Redis command reference, FLUSHALL.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { flushDatabases, flushMode } from '../flush-databases.js';
import { reply } from '../reply-schemas.js';

export const flushall = defineCommand({
  name: 'flushall',
  group: 'server',
  since: '1.0.0',
  complexity: 'O(N) where N is the total number of keys in all databases',
  summary: 'Remove all keys from all databases',
  arity: -1,
  flags: ['write'],
  acl: ['keyspace', 'dangerous'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [
    arg.oneOf(
      'async',
      [
        arg.token('async', 'ASYNC', { since: '4.0.0' }),
        arg.token('sync', 'SYNC', { since: '6.2.0' }),
      ],
      { optional: true },
    ),
  ],
  history: [
    ['4.0.0', 'Added the `ASYNC` flushing mode modifier.'],
    ['6.2.0', 'Added the `SYNC` flushing mode modifier.'],
  ],
  reply: reply.ok(),
  execute(context, args, out) {
    flushDatabases(context, context.keyspace.databases, flushMode(context, args));
    out.ok();
  },
});
