/**
 * COMMAND GETKEYSANDFLAGS command [argument ...]: the keys of a request, and what is done to them.
 * Source: the Redis command reference, COMMAND GETKEYSANDFLAGS.
 */

import { writeKeyFlags } from '../command-info-reply.js';
import { defineCommand } from '../define-command.js';
import { keysOfRequest, nestedRequest } from '../keys-of-request.js';
import { reply } from '../reply-schemas.js';

export const commandGetkeysandflags = defineCommand({
  name: 'getkeysandflags',
  container: 'command',
  group: 'server',
  since: '7.0.0',
  complexity: 'O(N) where N is the number of arguments to the command',
  summary: 'Extract keys and access flags given a full Redis command',
  arity: -4,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['loading', 'stale'],
  acl: ['connection'],
  reply: reply.array(reply.tuple([reply.bulk('a key'), reply.set(reply.simple(), 'key flags')])),
  execute(context, args, out) {
    const request = nestedRequest(args);
    const keys = keysOfRequest(context.server.commands, request);
    out.array(keys.count);
    for (let i = 0; i < keys.count; i++) {
      const at = keys.positions[i];
      out.array(2);
      out.bulk(request.bytes, request.starts[at], request.ends[at]);
      writeKeyFlags(out, keys.flags[i]);
    }
  },
});
