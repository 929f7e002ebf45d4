/** CONFIG HELP: what CONFIG's subcommands do. Source: the Redis command reference, CONFIG HELP. */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

export const configHelp = defineCommand({
  name: 'help',
  container: 'config',
  group: 'server',
  since: '5.0.0',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands',
  arity: 2,
  flags: ['loading', 'stale'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'CONFIG', [
      'GET <pattern>',
      '    Return parameters matching the glob-like <pattern> and their values.',
      'SET <directive> <value>',
      '    Set the configuration <directive> to <value>.',
      'RESETSTAT',
      '    Reset statistics reported by the INFO command.',
      'REWRITE',
      '    Rewrite the configuration file.',
    ]);
  },
});
