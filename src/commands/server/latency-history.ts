/**
 * LATENCY HISTORY event: the samples kept of an event, oldest first.
 * Source: the Redis command reference, LATENCY HISTORY.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const latencyHistory = defineCommand({
  name: 'history',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Return timestamp-latency samples for the event.',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [arg.string('event')],
  reply: reply.array(
    reply.tuple([reply.integer('seconds since 1970', 0), reply.integer('milliseconds', 0)]),
  ),
  execute(context, args, out) {
    const samples = context.server.latency.history(args.latin1(2));
    out.array(samples.length);
    for (const { unixSeconds, durationMs } of samples) {
      out.array(2);
      out.integer(unixSeconds);
      out.integer(durationMs);
    }
  },
});
