/**
 * LATENCY GRAPH event: the samples of an event as a drawing in characters.
 * Source: the Redis command reference, LATENCY GRAPH.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { latencyGraphText } from '../latency-graph-text.js';
import { reply } from '../reply-schemas.js';

export const latencyGraph = defineCommand({
  name: 'graph',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Return a latency graph for the event.',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [arg.string('event')],
  reply: reply.verbatim('a drawing'),
  execute(context, args, out) {
    const { latency, clock } = context.server;
    const event = args.latin1(2);
    const samples = latency.history(event);
    if (samples.length === 0) throw new ReplyError(`ERR No samples available for event '${event}'`);
    const nowSeconds = Math.floor(clock.nowMs() / 1000);
    out.verbatim('txt', latencyGraphText(event, samples, latency.maxMs(event), nowSeconds));
  },
});
