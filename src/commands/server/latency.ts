/** LATENCY: what took long lately. Source: the Redis command reference, LATENCY. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { latencyDoctor } from './latency-doctor.js';
import { latencyGraph } from './latency-graph.js';
import { latencyHelp } from './latency-help.js';
import { latencyHistogram } from './latency-histogram.js';
import { latencyHistory } from './latency-history.js';
import { latencyLatest } from './latency-latest.js';
import { latencyReset } from './latency-reset.js';

export const latency = defineCommand({
  name: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'Depends on subcommand.',
  summary: 'A container for latency diagnostics commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [
    latencyDoctor,
    latencyGraph,
    latencyHelp,
    latencyHistogram,
    latencyHistory,
    latencyLatest,
    latencyReset,
  ],
});
