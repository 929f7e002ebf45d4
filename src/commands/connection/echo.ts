/** ECHO message: sends the message back. Source: the Redis command reference, ECHO. */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const echo = defineCommand({
  name: 'echo',
  group: 'connection',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Echo the given string',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  acl: ['connection'],
  args: [arg.string('message')],
  reply: reply.bulk('the message'),
  execute(_context, args, out) {
    out.bulk(args.bytes, args.starts[1], args.ends[1]);
  },
});
