/**
 * LATENCY LATEST: the newest sample of each event.
 * Source: the Redis command reference, LATENCY LATEST.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const latencyLatest = defineCommand({
  name: 'latest',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Return the latest latency samples for all events.',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  reply: reply.array(
    reply.tuple([
      reply.bulk('event'),
      reply.integer('seconds since 1970', 0),
      reply.integer('milliseconds', 0),
      reply.integer('milliseconds of the worst', 0),
    ]),
  ),
  execute(context, _args, out) {
    const events = context.server.latency.latest();
    out.array(events.length);
    for (const { event, unixSeconds, durationMs, maxMs } of events) {
      out.array(4);
      out.bulkText(event);
      out.integer(unixSeconds);
      out.integer(durationMs);
      out.integer(maxMs);
    }
  },
});
