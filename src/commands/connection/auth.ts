/**
 * AUTH [username] password: authenticates the connection. Source: the Redis command reference,
 * AUTH.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

const NO_PASSWORD =
  'ERR AUTH <password> called without any password configured for the default user. ' +
  'Are you sure your configuration is correct?';

export const auth = defineCommand({
  name: 'auth',
  group: 'connection',
  since: '1.0.0',
  complexity: 'O(N) where N is the number of passwords defined for the user',
  summary: 'Authenticate to the server',
  arity: -2,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['connection'],
  args: [arg.string('username', { optional: true, since: '6.0.0' }), arg.string('password')],
  history: [['6.0.0', 'Added ACL style (username and password).']],
  reply: reply.ok(),
  execute(context, args, out) {
    // Nobody who watches requests is to see a password.
    for (let i = 1; i < args.count; i++) args.redact(i);
    if (args.count > 3) throw new ReplyError(ERRORS.syntax);
    if (args.count === 2 && !context.server.clients.hasPassword) throw new ReplyError(NO_PASSWORD);
    const user = args.count === 2 ? 'default' : args.latin1(1);
    if (!context.client.authenticate(user, args.latin1(args.count - 1))) {
      throw new ReplyError(ERRORS.wrongPassword);
    }
    out.ok();
  },
});
