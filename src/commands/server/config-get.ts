/**
 * CONFIG GET parameter …: the values of directives by name or glob pattern.
 * Source: the Redis command reference, CONFIG GET.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { wordsFrom } from '../words.js';

export const configGet = defineCommand({
  name: 'get',
  container: 'config',
  group: 'server',
  since: '2.0.0',
  complexity: 'O(N) when N is the number of configuration parameters provided',
  summary: 'Get the values of configuration parameters',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  args: [arg.block('parameter', [arg.string('parameter')], { multiple: true })],
  history: [['7.0.0', 'Added the ability to pass multiple pattern parameters in one call']],
  reply: reply.map(reply.bulk(), reply.bulk(), 'directives and their values'),
  execute(context, args, out) {
    const patterns = wordsFrom(args, 2);
    const found = context.server.config.matching(patterns);
    out.map(found.length);
    for (const [name, value] of found) {
      out.bulkText(name);
      out.bulkText(value);
    }
  },
});
