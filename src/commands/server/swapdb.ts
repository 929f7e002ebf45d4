/**
 * SWAPDB index1 index2: exchanges two databases; clients see the other one at once.
 * Source: the Redis command reference, SWAPDB.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { databaseNumber } from '../database-argument.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const swapdb = defineCommand({
  name: 'swapdb',
  group: 'server',
  since: '4.0.0',
  complexity:
    'O(N) where N is the count of clients watching or blocking on keys from both ' + 'databases.',
  summary: 'Swaps two Redis databases',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'dangerous'],
  args: [arg.integer('index1'), arg.integer('index2')],
  reply: reply.ok(),
  execute({ keyspace }, args, out) {
    const first = databaseNumber(args, 1, 'ERR invalid first DB index');
    const second = databaseNumber(args, 2, 'ERR invalid second DB index');
    if (keyspace.database(first) === undefined || keyspace.database(second) === undefined) {
      throw new ReplyError(ERRORS.dbIndexOutOfRange);
    }
    keyspace.swap(first, second);
    keyspace.dirty++;
    out.ok();
  },
});
