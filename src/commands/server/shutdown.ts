/**
 * SHUTDOWN [NOSAVE|SAVE] [NOW] [FORCE] [ABORT]: stops the server.
 * Source: the Redis command reference, SHUTDOWN.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import type { ShutdownRequest } from '../operations-port.js';
import { reply } from '../reply-schemas.js';

export const shutdown = defineCommand({
  name: 'shutdown',
  group: 'server',
  since: '1.0.0',
  complexity:
    'O(N) when saving, where N is the total number of keys in all databases when ' +
    'saving data, otherwise O(1)',
  summary: 'Synchronously save the dataset to disk and then shut down the server',
  arity: -1,
  flags: ['admin', 'noscript', 'loading', 'stale', 'no_multi', 'allow_busy'],
  args: [
    arg.oneOf('nosave_save', [arg.token('nosave', 'NOSAVE'), arg.token('save', 'SAVE')], {
      optional: true,
    }),
    arg.token('now', 'NOW', { optional: true, since: '7.0.0' }),
    arg.token('force', 'FORCE', { optional: true, since: '7.0.0' }),
    arg.token('abort', 'ABORT', { optional: true, since: '7.0.0' }),
  ],
  history: [['7.0.0', 'Added the `NOW`, `FORCE` and `ABORT` modifiers.']],
  reply: reply.oneOf([reply.ok('with ABORT'), reply.none('the server stops')]),
  execute(context, args) {
    const options = parseOptions(args);
    // Stopping takes no time that a second client could use to abort it.
    if (options.isAbort) throw new ReplyError('ERR No shutdown in progress.');
    context.server.operations.shutdown(options);
  },
});

function parseOptions(args: Arguments): ShutdownRequest & { isAbort: boolean } {
  let save: ShutdownRequest['save'] = 'default';
  let isForced = false;
  let isAbort = false;
  for (let i = 1; i < args.count; i++) {
    if (args.is(i, 'NOSAVE') && save === 'default') save = 'nosave';
    else if (args.is(i, 'SAVE') && save === 'default') save = 'save';
    else if (args.is(i, 'FORCE')) isForced = true;
    else if (args.is(i, 'ABORT')) isAbort = true;
    // NOW: there are no replicas to wait for.
    else if (!args.is(i, 'NOW')) throw new ReplyError(ERRORS.syntax);
  }
  if (isAbort && args.count > 2) throw new ReplyError(ERRORS.syntax);
  return { save, isForced, isAbort };
}
