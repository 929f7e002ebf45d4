/** How much memory a server uses and for what, measured now: the figures of INFO memory. */
import type { Keyspace } from '../keyspace/keyspace.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import type { Client } from './client.js';
import { CONNECTION_BYTES } from './client-description.js';

export interface MemoryFigures {
  /** Pages in use, the tables about them, clients and network buffers. */
  readonly usedBytes: number;
  readonly pagesInUseBytes: number;
  /** Bytes of live slots and of whole pages. */
  readonly liveBytes: number;
  /** Pages that hold items and values. */
  readonly datasetBytes: number;
  /** Regions with all their pages. */
  readonly regionBytes: number;
  readonly freePageBytes: number;
  /** Clients with their requests that wait and replies not sent. */
  readonly clientBytes: number;
}

export interface MemoryHolders {
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly clients: Iterable<Client>;
  /** Buffers that all clients share. */
  readonly sharedBuffers: readonly Uint8Array[];
}

export function memoryFigures(holders: MemoryHolders): MemoryFigures {
  const { memory, keyspace } = holders;
  const { pageSizeBytes, regionSizeBytes } = memory.layout;
  const pagesInUseBytes = memory.usedBytes;
  let clientBytes = 0;
  for (const client of holders.clients) clientBytes += clientHeldBytes(client);
  const sharedBytes = holders.sharedBuffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const items = keyspace.databases.flatMap(({ items: { persistent, volatile, values } }) => [
    persistent,
    volatile,
    values,
  ]);
  let datasetPages = 0;
  let slackBytes = 0;
  for (const slab of items) {
    datasetPages += memory.pagesOf(slab.owner);
    for (const [slabClass, pages] of slab.pages.entries()) {
      slackBytes += pages * pageSizeBytes;
      slackBytes -= slab.liveSlots[slabClass] * memory.classes.slotBytes[slabClass];
    }
  }
  return {
    usedBytes: pagesInUseBytes + memory.table.sizeBytes + clientBytes + sharedBytes,
    pagesInUseBytes,
    liveBytes: pagesInUseBytes - slackBytes,
    datasetBytes: datasetPages * pageSizeBytes,
    regionBytes: memory.pool.regionCount * regionSizeBytes,
    freePageBytes: memory.pool.freePages * pageSizeBytes,
    clientBytes,
  };
}

function clientHeldBytes(client: Client): number {
  return CONNECTION_BYTES + client.queryBytes + client.outputHeldBytes;
}
