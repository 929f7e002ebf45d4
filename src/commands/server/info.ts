/**
 * INFO [section …]: facts and figures about the server. Source: the Redis command reference, INFO.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { wordsFrom } from '../words.js';

export const info = defineCommand({
  name: 'info',
  group: 'server',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Get information and statistics about the server',
  arity: -1,
  flags: ['loading', 'stale'],
  acl: ['dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  args: [arg.string('section', { optional: true, multiple: true })],
  history: [['7.0.0', 'Added support for taking multiple section arguments.']],
  reply: reply.verbatim('sections of fields'),
  execute(context, args, out) {
    const sections = wordsFrom(args, 1).map((word) => word.toLowerCase());
    out.verbatim('txt', context.server.operations.info(sections));
  },
});
