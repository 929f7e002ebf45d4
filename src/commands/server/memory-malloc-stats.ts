/**
 * MEMORY MALLOC-STATS: the segment pool and the slab classes as text.
 * Source: the Redis command reference, MEMORY MALLOC-STATS.
 */
import { defineCommand } from '../define-command.js';
import { mallocStatsText } from '../malloc-stats-text.js';
import { reply } from '../reply-schemas.js';

export const memoryMallocStats = defineCommand({
  name: 'malloc-stats',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'Depends on how much memory is allocated, could be slow',
  summary: 'Show allocator internal stats',
  arity: 2,
  flags: [],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  reply: reply.verbatim('a report'),
  execute({ server }, _args, out) {
    out.verbatim('txt', mallocStatsText(server.heap.profiler.accounts('now')));
  },
});
