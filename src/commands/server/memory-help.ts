/** MEMORY HELP: what MEMORY's subcommands do. Source: the Redis command reference, MEMORY HELP. */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

export const memoryHelp = defineCommand({
  name: 'help',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands',
  arity: 2,
  flags: ['loading', 'stale'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'MEMORY', [
      'DOCTOR',
      '    Report what takes memory without need, with the largest owners.',
      'HEAP <word> [<arg> ...]',
      '    The heap profiler: memory by command, key prefix, type and call stack.',
      '    MEMORY HEAP HELP lists its words.',
      'MALLOC-STATS',
      '    Show the segment pool and the slab classes with their slack.',
      'PURGE',
      '    Move items together and give empty regions back to the system.',
      'STATS',
      '    Return information about the memory usage of the server.',
      'USAGE <key> [SAMPLES <count>]',
      '    Return the bytes that <key> and its value occupy, slots and pages in full.',
      '    It is exact; SAMPLES is accepted and makes no difference to strings.',
    ]);
  },
});
