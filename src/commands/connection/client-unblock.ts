/**
 * CLIENT UNBLOCK client-id [timeout_error]: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT UNBLOCK.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { wrongSubcommandArguments } from '../command-errors.js';
import { type Command, defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientUnblock: Command = defineCommand({
  name: 'unblock',
  container: 'client',
  group: 'connection',
  since: '5.0.0',
  complexity: 'O(log N) where N is the number of client connections',
  summary: 'Unblock a client blocked in a blocking command from a different connection',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [
    arg.integer('client-id'),
    arg.oneOf('timeout_error', [arg.token('timeout', 'TIMEOUT'), arg.token('error', 'ERROR')], {
      optional: true,
    }),
  ],
  reply: reply.integer('1 if the client was unblocked', 0, 1),
  execute(_context, args, out) {
    if (args.count > 4) throw new ReplyError(wrongSubcommandArguments(clientUnblock, args));
    if (args.count === 4 && !args.is(3, 'TIMEOUT') && !args.is(3, 'ERROR')) {
      throw new ReplyError('ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR');
    }
    args.int64(2);
    // No command blocks, and a client held by CLIENT PAUSE is not to be unblocked.
    out.integer(0);
  },
});
