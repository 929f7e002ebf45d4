/**
 * INFO memory, in Redis's names for this server's quantities:
 *
 * - used_memory: pages in use, the tables about pages, and what clients and network buffers hold.
 *   `maxmemory` limits the pages alone.
 * - overhead: used_memory less the pages that hold items and values.
 * - allocator_allocated: bytes of live slots and whole pages; allocator_active: pages in use;
 *   allocator_resident: regions, with their free pages. So allocator_frag is slack in pages, and
 *   allocator_rss free pages.
 */
import { bytesToHuman } from '../../base/human-bytes.js';
import type { EngineMemory } from '../../platform/process-information.js';
import type { InfoField } from './info-section.js';

export interface MemoryFacts {
  readonly usedBytes: number;
  readonly peakBytes: number;
  /** used_memory when the server had started. */
  readonly startupBytes: number;
  /** The part of usedBytes that holds items and values. */
  readonly datasetBytes: number;
  readonly residentBytes: number;
  readonly liveBytes: number;
  readonly pagesInUseBytes: number;
  readonly regionBytes: number;
  readonly pageSizeBytes: number;
  readonly freePageBytes: number;
  readonly machineBytes: number;
  readonly maxmemoryBytes: number;
  readonly policy: string;
  /** Off-page bytes of clients: requests that wait and replies not sent. */
  readonly clientBytes: number;
  readonly engine: EngineMemory;
  /** Large values that wait to be freed, and how many were freed later than removed. */
  readonly pendingValues: number;
  readonly freedValues: number;
}

export function memoryFields(facts: MemoryFacts): InfoField[] {
  return [...usageFields(facts), ...limitFields(facts), ...allocatorFields(facts)];
}

function usageFields(facts: MemoryFacts): InfoField[] {
  const { usedBytes, peakBytes, startupBytes, datasetBytes } = facts;
  const net = Math.max(1, usedBytes - startupBytes);
  return [
    ['used_memory', usedBytes],
    ['used_memory_human', bytesToHuman(usedBytes)],
    ['used_memory_rss', facts.residentBytes],
    ['used_memory_rss_human', bytesToHuman(facts.residentBytes)],
    ['used_memory_peak', peakBytes],
    ['used_memory_peak_human', bytesToHuman(peakBytes)],
    ['used_memory_peak_perc', percent(usedBytes, peakBytes)],
    ['used_memory_overhead', usedBytes - datasetBytes],
    ['used_memory_startup', startupBytes],
    ['used_memory_dataset', datasetBytes],
    ['used_memory_dataset_perc', percent(datasetBytes, net)],
    ['allocator_allocated', facts.liveBytes],
    ['allocator_active', facts.pagesInUseBytes],
    ['allocator_resident', facts.regionBytes],
    ['total_system_memory', facts.machineBytes],
    ['total_system_memory_human', bytesToHuman(facts.machineBytes)],
    ['number_of_cached_scripts', 0],
    ['number_of_functions', 0],
    ['number_of_libraries', 0],
  ];
}

function limitFields(facts: MemoryFacts): InfoField[] {
  return [
    ['maxmemory', facts.maxmemoryBytes],
    ['maxmemory_human', bytesToHuman(facts.maxmemoryBytes)],
    ['maxmemory_policy', facts.policy],
  ];
}

function allocatorFields(facts: MemoryFacts): InfoField[] {
  const { liveBytes, pagesInUseBytes, regionBytes, residentBytes, usedBytes } = facts;
  return [
    ['allocator_frag_ratio', ratio(pagesInUseBytes, liveBytes)],
    ['allocator_frag_bytes', pagesInUseBytes - liveBytes],
    ['allocator_rss_ratio', ratio(regionBytes, pagesInUseBytes)],
    ['allocator_rss_bytes', regionBytes - pagesInUseBytes],
    ['rss_overhead_ratio', ratio(residentBytes, regionBytes)],
    ['rss_overhead_bytes', residentBytes - regionBytes],
    ['mem_fragmentation_ratio', ratio(residentBytes, usedBytes)],
    ['mem_fragmentation_bytes', residentBytes - usedBytes],
    ['mem_not_counted_for_evict', usedBytes - pagesInUseBytes],
    ['mem_replication_backlog', 0],
    ['mem_total_replication_buffers', 0],
    ['mem_clients_slaves', 0],
    ['mem_clients_normal', facts.clientBytes],
    ['mem_cluster_links', 0],
    ['mem_aof_buffer', 0],
    ['mem_allocator', 'segkv-pages'],
    ['mem_page_size', facts.pageSizeBytes],
    ['mem_free_pages', facts.freePageBytes],
    ['mem_v8_heap_used', facts.engine.heapUsedBytes],
    ['mem_v8_heap_total', facts.engine.heapTotalBytes],
    ['mem_array_buffers', facts.engine.arrayBufferBytes],
    ['active_defrag_running', 0],
    ['lazyfree_pending_objects', facts.pendingValues],
    ['lazyfreed_objects', facts.freedValues],
  ];
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? '0.00' : ((part / whole) * 100).toFixed(2)}%`;
}

/** 1.00 where there is nothing to compare. */
function ratio(part: number, whole: number): string {
  return whole === 0 ? '1.00' : (part / whole).toFixed(2);
}
