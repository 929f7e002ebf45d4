/**
 * Directives about memory: the budget, eviction, lazy freeing, and the pages and regions that are
 * this server's own (`memory-…`).
 */
import { oneOf, yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { INT_MAX, integer, LONG_MAX, memory, memoryOrPercent, ULONG_MAX } from './number-kinds.js';
import { string } from './text-kinds.js';

const PAGE_BYTES_MIN = 4096n;
/** Not above the smallest region, so that every region holds whole pages. */
const PAGE_BYTES_MAX = 1024n ** 2n;
const REGION_BYTES_MIN = 1024n ** 2n;
const REGION_BYTES_MAX = 1024n ** 3n;

const EVICTION_POLICIES = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
] as const;

export type EvictionPolicy = (typeof EVICTION_POLICIES)[number];

export const MEMORY_DIRECTIVES = {
  maxmemory: directive(memory(0n, ULONG_MAX), '0', { effect: 'applied' }),
  'maxmemory-policy': directive(oneOf(EVICTION_POLICIES), 'noeviction', {
    effect: 'applied',
    limitation: (policy) =>
      policy === 'noeviction'
        ? null
        : `The maxmemory-policy '${policy}' is accepted, but eviction is not available: writes ` +
          'over maxmemory are refused as with noeviction',
  }),
  'maxmemory-samples': directive(integer(1n, INT_MAX), '5'),
  'maxmemory-eviction-tenacity': directive(integer(0n, 100n), '10'),
  'maxmemory-clients': directive(memoryOrPercent, '0'),
  'lfu-log-factor': directive(integer(0n, INT_MAX), '10', { effect: 'applied' }),
  'lfu-decay-time': directive(integer(0n, INT_MAX), '1', { effect: 'applied' }),
  'active-expire-effort': directive(integer(1n, 10n), '1', { effect: 'applied' }),
  'lazyfree-lazy-eviction': directive(yesNo, 'no'),
  'lazyfree-lazy-expire': directive(yesNo, 'no', { effect: 'applied' }),
  'lazyfree-lazy-server-del': directive(yesNo, 'no', { effect: 'applied' }),
  'lazyfree-lazy-user-del': directive(yesNo, 'no', { effect: 'applied' }),
  'lazyfree-lazy-user-flush': directive(yesNo, 'no', { effect: 'applied' }),
  'tracking-table-max-keys': directive(integer(0n, LONG_MAX), '1000000'),
  activerehashing: directive(yesNo, 'yes'),
  activedefrag: directive(yesNo, 'no'),
  'active-defrag-cycle-min': directive(integer(1n, 99n), '1'),
  'active-defrag-cycle-max': directive(integer(1n, 99n), '25'),
  'active-defrag-threshold-lower': directive(integer(0n, 1000n), '10'),
  'active-defrag-threshold-upper': directive(integer(0n, 1000n), '100'),
  'active-defrag-ignore-bytes': directive(memory(1n, LONG_MAX), '100mb'),
  'active-defrag-max-scan-fields': directive(integer(1n, LONG_MAX), '1000'),
  'jemalloc-bg-thread': directive(yesNo, 'yes'),
  'memory-page-size': directive(
    memory(PAGE_BYTES_MIN, PAGE_BYTES_MAX, { check: complainUnlessPowerOfTwo }),
    '32kb',
    { mutability: 'immutable', effect: 'applied' },
  ),
  'memory-region-size': directive(
    memory(REGION_BYTES_MIN, REGION_BYTES_MAX, { check: complainUnlessPowerOfTwo }),
    '32mb',
    { mutability: 'immutable', effect: 'applied' },
  ),
  'memory-preallocate': directive(yesNo, 'no', { mutability: 'immutable', effect: 'applied' }),
  'heap-profile-dir': directive(string({ empty: 'value' }), '.', {
    mutability: 'protected',
    effect: 'applied',
  }),
} as const;

function complainUnlessPowerOfTwo(bytes: number): string | null {
  return (bytes & (bytes - 1)) === 0 ? null : 'argument must be a power of two';
}
