/**
 * CONFIG SET parameter value …: changes directives while the server runs, all or none.
 * Source: the Redis command reference, CONFIG SET.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { wordsFrom } from '../words.js';

/** Their values appear in no log. */
const SECRET_DIRECTIVES: ReadonlySet<string> = new Set([
  'requirepass',
  'masteruser',
  'masterauth',
  'tls-key-file-pass',
  'tls-client-key-file-pass',
]);

export const configSet = defineCommand({
  name: 'set',
  container: 'config',
  group: 'server',
  since: '2.0.0',
  complexity: 'O(N) when N is the number of configuration parameters provided',
  summary: 'Set configuration parameters to the given values',
  arity: -4,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [
    arg.block('parameter_value', [arg.string('parameter'), arg.string('value')], {
      multiple: true,
    }),
  ],
  history: [['7.0.0', 'Added the ability to set multiple parameters in one call.']],
  reply: reply.ok(),
  execute(context, args, out) {
    for (let i = 2; i + 1 < args.count; i += 2) {
      if (SECRET_DIRECTIVES.has(args.latin1(i).toLowerCase())) args.redact(i + 1);
    }
    context.server.config.change(wordsFrom(args, 2), context.client);
    out.ok();
  },
});
