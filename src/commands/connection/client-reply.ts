/**
 * CLIENT REPLY on_off_skip: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT REPLY.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientReply = defineCommand({
  name: 'reply',
  container: 'client',
  group: 'connection',
  since: '3.2.0',
  complexity: 'O(1)',
  summary: 'Instruct the server whether to reply to commands',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [
    arg.oneOf('on_off_skip', [
      arg.token('on', 'ON'),
      arg.token('off', 'OFF'),
      arg.token('skip', 'SKIP'),
    ]),
  ],
  reply: reply.oneOf([reply.ok('with ON'), reply.none('with OFF and SKIP')]),
  execute({ client }, args, out) {
    if (args.is(2, 'ON')) {
      client.setReplies('on');
      out.ok();
    } else if (args.is(2, 'OFF')) client.setReplies('off');
    else if (args.is(2, 'SKIP')) client.setReplies('skip');
    else throw new ReplyError(ERRORS.syntax);
  },
});
