/** TIME: seconds and microseconds since 1970. Source: the Redis command reference, TIME. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const time = defineCommand({
  name: 'time',
  group: 'server',
  since: '2.6.0',
  complexity: 'O(1)',
  summary: 'Return the current server time',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  tips: ['nondeterministic_output'],
  reply: reply.tuple([reply.bulk('seconds'), reply.bulk('microseconds')]),
  execute(context, _args, out) {
    const nowUs = context.server.clock.nowUs();
    const seconds = Math.floor(nowUs / 1_000_000);
    out.array(2);
    out.bulkInteger(seconds);
    out.bulkInteger(nowUs - seconds * 1_000_000);
  },
});
