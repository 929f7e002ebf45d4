/**
 * SLOWLOG HELP: what SLOWLOG's subcommands do.
 * Source: the Redis command reference, SLOWLOG HELP.
 */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

export const slowlogHelp = defineCommand({
  name: 'help',
  container: 'slowlog',
  group: 'server',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands',
  arity: 2,
  flags: ['loading', 'stale'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'SLOWLOG', [
      'GET [<count>]',
      '    Return top <count> entries from the slowlog (default: 10, -1 mean all).',
      '    Entries are made of:',
      '    id, timestamp, time in microseconds, arguments array, client IP and port,',
      '    client name',
      'LEN',
      '    Return the length of the slowlog.',
      'RESET',
      '    Reset the slowlog.',
    ]);
  },
});
