/**
 * CONFIG REWRITE: writes the values in force to the configuration file, keeping its comments.
 * Source: the Redis command reference, CONFIG REWRITE.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const configRewrite = defineCommand({
  name: 'rewrite',
  container: 'config',
  group: 'server',
  since: '2.8.0',
  complexity: 'O(1)',
  summary: 'Rewrite the configuration file with the in memory configuration',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  reply: reply.ok(),
  execute(context, _args, out) {
    context.server.config.rewriteFile();
    out.ok();
  },
});
