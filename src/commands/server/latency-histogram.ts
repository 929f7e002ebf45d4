/**
 * LATENCY HISTOGRAM [command …]: how the durations of commands are distributed.
 * Source: the Redis command reference, LATENCY HISTOGRAM.
 */

import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import type { CommandTable } from '../command-table.js';
import type { Command } from '../define-command.js';
import { defineCommand } from '../define-command.js';
import type { LatencyDistribution } from '../latency-port.js';
import { reply } from '../reply-schemas.js';

export const latencyHistogram = defineCommand({
  name: 'histogram',
  container: 'latency',
  group: 'server',
  since: '7.0.0',
  complexity: 'O(N) where N is the number of commands with latency information being retrieved.',
  summary: 'Return the cumulative distribution of latencies of a subset of commands or all.',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [arg.string('command', { optional: true, multiple: true })],
  reply: reply.map(
    reply.bulk('command'),
    reply.record({
      calls: reply.integer('', 0),
      histogram_usec: reply.map(
        reply.integer('microseconds at most', 0),
        reply.integer('how many calls took no longer', 0),
      ),
    }),
  ),
  execute(context, args, out) {
    const { server } = context;
    const { commands, latency } = server;
    const asked = args.count === 2 ? commands.withSubcommands() : commandsNamed(args, commands);
    const found: LatencyDistribution[] = [];
    for (const command of asked) {
      const distribution = latency.distribution(command);
      if (distribution !== null) found.push(distribution);
    }
    out.map(found.length);
    for (const { name, calls, cumulative } of found) {
      out.bulkText(name);
      out.map(2);
      out.bulkText('calls');
      out.integer(calls);
      out.bulkText('histogram_usec');
      out.map(cumulative.length);
      for (const [boundUs, count] of cumulative) {
        out.integer(boundUs);
        out.integer(count);
      }
    }
  },
});

/** The commands named; a container stands for its subcommands. Unknown names are passed over. */
function commandsNamed(args: Arguments, table: CommandTable): Command[] {
  const found: Command[] = [];
  for (let i = 2; i < args.count; i++) {
    const name = args.latin1(i).toLowerCase();
    const command = table.byName(name);
    if (command === undefined) continue;
    found.push(command, ...command.subcommands);
  }
  return found;
}
