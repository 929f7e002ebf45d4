/** QUIT: closes the connection. Source: the Redis command reference, QUIT. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const quit = defineCommand({
  name: 'quit',
  group: 'connection',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Close the connection',
  arity: -1,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['connection'],
  reply: reply.ok(),
  execute({ client }, _args, out) {
    out.ok();
    client.closeAfterReplies();
  },
});
