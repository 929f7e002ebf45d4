/**
 * LATENCY RESET [event …]: forgets the samples of events, or all samples.
 * Source: the Redis command reference, LATENCY RESET.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { wordsFrom } from '../words.js';

export const latencyReset = defineCommand({
  name: 'reset',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Reset latency data for one or more events.',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [arg.string('event', { optional: true, multiple: true })],
  reply: reply.integer('how many events were reset', 0),
  execute(context, args, out) {
    const { latency } = context.server;
    const events = wordsFrom(args, 2);
    if (events.length === 0) out.integer(latency.reset());
    else out.integer(events.reduce((count, event) => count + latency.reset(event), 0));
  },
});
