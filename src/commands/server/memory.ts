/** MEMORY: where the memory went. Source: the Redis command reference, MEMORY. */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { memoryDoctor } from './memory-doctor.js';
import { memoryHeap } from './memory-heap.js';
import { memoryHelp } from './memory-help.js';
import { memoryMallocStats } from './memory-malloc-stats.js';
import { memoryPurge } from './memory-purge.js';
import { memoryStats } from './memory-stats.js';
import { memoryUsage } from './memory-usage.js';

export const memory = defineCommand({
  name: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'Depends on subcommand.',
  summary: 'A container for memory diagnostics commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [
    memoryDoctor,
    memoryHeap,
    memoryHelp,
    memoryMallocStats,
    memoryPurge,
    memoryStats,
    memoryUsage,
  ],
});
