/**
 * SLOWLOG: the requests that took longest to execute. Source: the Redis command reference, SLOWLOG.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { slowlogGet } from './slowlog-get.js';
import { slowlogHelp } from './slowlog-help.js';
import { slowlogLen } from './slowlog-len.js';
import { slowlogReset } from './slowlog-reset.js';

export const slowlog = defineCommand({
  name: 'slowlog',
  group: 'server',
  since: '2.2.12',
  complexity: 'Depends on subcommand.',
  summary: 'A container for slow log commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [slowlogGet, slowlogHelp, slowlogLen, slowlogReset],
});
