/**
 * OBJECT HELP: what OBJECT's subcommands do.
 * Source: the Redis command reference, OBJECT HELP.
 */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

export const objectHelp = defineCommand({
  name: 'help',
  container: 'object',
  group: 'generic',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['keyspace'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'OBJECT', [
      'ENCODING <key>',
      '    Return the kind of internal representation used in order to store the value',
      '    associated with a <key>.',
      'FREQ <key>',
      '    Return the access frequency index of the <key>. The returned integer is',
      '    proportional to the logarithm of the recent access frequency of the key.',
      'IDLETIME <key>',
      '    Return the idle time of the <key>, that is the approximated number of',
      '    seconds elapsed since the last access to the key.',
      'REFCOUNT <key>',
      '    Return the number of references of the value associated with the specified',
      '    <key>.',
    ]);
  },
});
