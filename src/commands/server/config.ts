/**
 * CONFIG: reads and changes the directives of the server.
 * Source: the Redis command reference, CONFIG.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { configGet } from './config-get.js';
import { configHelp } from './config-help.js';
import { configResetstat } from './config-resetstat.js';
import { configRewrite } from './config-rewrite.js';
import { configSet } from './config-set.js';

export const config = defineCommand({
  name: 'config',
  group: 'server',
  since: '2.0.0',
  complexity: 'Depends on subcommand.',
  summary: 'A container for server configuration commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [configGet, configHelp, configResetstat, configRewrite, configSet],
});
