/**
 * LATENCY DOCTOR: a report in sentences on what was slow.
 * Source: the Redis command reference, LATENCY DOCTOR.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const latencyDoctor = defineCommand({
  name: 'doctor',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Return a human readable latency analysis report.',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  reply: reply.verbatim('a report'),
  execute(context, _args, out) {
    out.verbatim('txt', context.server.latency.report());
  },
});
