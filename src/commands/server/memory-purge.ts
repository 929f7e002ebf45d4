/**
 * MEMORY PURGE: moves items together so that pages and regions run empty, and gives those back to
 * the system. It works in slices; the client waits, others are served.
 * Source: the Redis command reference, MEMORY PURGE.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const memoryPurge = defineCommand({
  name: 'purge',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'Depends on how much memory is allocated, could be slow',
  summary: 'Ask the allocator to release memory',
  arity: 2,
  flags: [],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  reply: reply.ok(),
  execute({ server, client }) {
    const { heap } = server;
    const purged = heap.purge().then(() => (out: { ok(): void }) => out.ok());
    heap.answerLater(client, purged);
  },
});
