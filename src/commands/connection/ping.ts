/** PING [message]: answers PONG or the message. Source: the Redis command reference, PING. */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { wrongArity } from '../command-errors.js';
import { type Command, defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const ping: Command = defineCommand({
  name: 'ping',
  group: 'connection',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Ping the server',
  arity: -1,
  flags: ['fast'],
  acl: ['connection'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [arg.string('message', { optional: true })],
  reply: reply.oneOf([reply.simple('without a message', ['PONG']), reply.bulk('the message')]),
  execute(_context, args, out) {
    if (args.count === 1) out.simple('PONG');
    else if (args.count === 2) out.bulk(args.bytes, args.starts[1], args.ends[1]);
    else throw new ReplyError(wrongArity(ping));
  },
});
