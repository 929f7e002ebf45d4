/**
 * LATENCY HELP: what LATENCY's subcommands do.
 * Source: the Redis command reference, LATENCY HELP.
 */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

export const latencyHelp = defineCommand({
  name: 'help',
  container: 'latency',
  group: 'server',
  since: '2.8.13',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands.',
  arity: 2,
  flags: ['loading', 'stale'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'LATENCY', [
      'DOCTOR',
      '    Return a human readable latency analysis report.',
      'GRAPH <event>',
      '    Return an ASCII latency graph for the <event> class.',
      'HISTORY <event>',
      '    Return time-latency samples for the <event> class.',
      'LATEST',
      '    Return the latest latency samples for all events.',
      'RESET [<event> ...]',
      '    Reset latency data of one or more <event> classes.',
      '    (default: reset all data for all event classes)',
      'HISTOGRAM [COMMAND ...]',
      '    Return a cumulative distribution of latencies in the format of a histogram ' +
        'for the specified command names.',
      '    If no commands are specified then all histograms are replied.',
    ]);
  },
});
