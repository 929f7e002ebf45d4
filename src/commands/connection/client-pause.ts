/**
 * CLIENT PAUSE timeout [mode]: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT PAUSE.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import type { PauseMode } from '../clients-port.js';
import { wrongSubcommandArguments } from '../command-errors.js';
import { type Command, defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

const UNKNOWN_MODE = 'ERR CLIENT PAUSE mode must be WRITE or ALL';

export const clientPause: Command = defineCommand({
  name: 'pause',
  container: 'client',
  group: 'connection',
  since: '2.9.50',
  complexity: 'O(1)',
  summary: 'Stop processing commands from clients for some time',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [
    arg.integer('timeout'),
    arg.oneOf('mode', [arg.token('write', 'WRITE'), arg.token('all', 'ALL')], {
      optional: true,
      since: '6.2.0',
    }),
  ],
  history: [['6.2.0', '`CLIENT PAUSE WRITE` mode added along with the `mode` option.']],
  reply: reply.ok(),
  execute({ server }, args, out) {
    if (args.count > 4) throw new ReplyError(wrongSubcommandArguments(clientPause, args));
    let mode: PauseMode = 'all';
    if (args.count === 4) {
      if (args.is(3, 'WRITE')) mode = 'write';
      else if (!args.is(3, 'ALL')) throw new ReplyError(UNKNOWN_MODE);
    }
    const timeoutMs = args.int64(2, 'ERR timeout is not an integer or out of range');
    if (timeoutMs < 0n) throw new ReplyError('ERR timeout is negative');
    server.clients.pause(Number(timeoutMs), mode);
    out.ok();
  },
});
