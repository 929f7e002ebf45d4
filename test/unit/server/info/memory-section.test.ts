import { expect, test } from 'vitest';
import { type MemoryFacts, memoryFields } from '../../../../src/server/info/memory-section.js';

const FACTS: MemoryFacts = {
  usedBytes: 2_000_000,
  peakBytes: 4_000_000,
  startupBytes: 200_000,
  datasetBytes: 900_000,
  residentBytes: 60_000_000,
  liveBytes: 750_000,
  pagesInUseBytes: 1_500_000,
  regionBytes: 3_000_000,
  pageSizeBytes: 32_768,
  freePageBytes: 1_500_000,
  machineBytes: 8 * 1024 ** 3,
  maxmemoryBytes: 1024 ** 2,
  policy: 'noeviction',
  clientBytes: 3600,
  pendingValues: 5,
  freedValues: 6,
  engine: { heapUsedBytes: 10, heapTotalBytes: 20, arrayBufferBytes: 30 },
};

test('ratios and differences follow from the quantities', () => {
  const fields = new Map(memoryFields(FACTS));
  expect(fields.get('used_memory')).toBe(2_000_000);
  expect(fields.get('used_memory_human')).toBe('1.91M');
  expect(fields.get('used_memory_peak_perc')).toBe('50.00%');
  expect(fields.get('used_memory_overhead')).toBe(1_100_000);
  expect(fields.get('used_memory_dataset_perc')).toBe('50.00%');
  expect(fields.get('allocator_frag_ratio')).toBe('2.00');
  expect(fields.get('allocator_frag_bytes')).toBe(750_000);
  expect(fields.get('allocator_rss_bytes')).toBe(1_500_000);
  expect(fields.get('rss_overhead_ratio')).toBe('20.00');
  expect(fields.get('mem_fragmentation_ratio')).toBe('30.00');
  expect(fields.get('mem_not_counted_for_evict')).toBe(500_000);
  expect(fields.get('maxmemory_human')).toBe('1.00M');
  expect(fields.get('mem_clients_normal')).toBe(3600);
  expect(fields.get('lazyfree_pending_objects')).toBe(5);
  expect(fields.get('lazyfreed_objects')).toBe(6);
});

test('an empty server divides by nothing', () => {
  const empty = { usedBytes: 0, peakBytes: 0, liveBytes: 0, pagesInUseBytes: 0, regionBytes: 0 };
  const fields = memoryFields({ ...FACTS, ...empty, startupBytes: 0, datasetBytes: 0 });
  for (const [name, value] of fields) expect(`${name} ${value}`).not.toMatch(/NaN|Infinity/);
});
