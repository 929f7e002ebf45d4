/**
 * COMMAND GETKEYS command [argument ...]: the keys of a request.
 * Source: the Redis command reference, COMMAND GETKEYS.
 */
import { defineCommand } from '../define-command.js';
import { keysOfRequest, nestedRequest } from '../keys-of-request.js';
import { reply } from '../reply-schemas.js';

export const commandGetkeys = defineCommand({
  name: 'getkeys',
  container: 'command',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(N) where N is the number of arguments to the command',
  summary: 'Extract keys given a full Redis command',
  arity: -4,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['loading', 'stale'],
  acl: ['connection'],
  reply: reply.array(reply.bulk('a key')),
  execute(context, args, out) {
    const request = nestedRequest(args);
    const keys = keysOfRequest(context.server.commands, request);
    out.array(keys.count);
    for (let i = 0; i < keys.count; i++) {
      const at = keys.positions[i];
      out.bulk(request.bytes, request.starts[at], request.ends[at]);
    }
  },
});
