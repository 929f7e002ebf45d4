/**
 * FLUSHDB [ASYNC | SYNC]: removes all keys of the selected database.
 * Source: the Redis command reference, FLUSHDB.
 */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { flushDatabases, flushMode } from '../flush-databases.js';
import { reply } from '../reply-schemas.js';

export const flushdb = defineCommand({
  name: 'flushdb',
  group: 'server',
  since: '1.0.0',
  complexity: 'O(N) where N is the number of keys in the selected database',
  summary: 'Remove all keys from the current database',
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
    flushDatabases(context, [context.db], flushMode(context, args));
    out.ok();
  },
});
