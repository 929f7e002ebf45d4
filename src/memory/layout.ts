/**
 * The arithmetic of pages, slots and references, fixed when a memory manager is made.
 *
 * A reference is a positive 31-bit integer: page number, then slot number.
 *
 *     bit 30                     slotBits            0
 *     +---------------------------+------------------+
 *     | page number               | slot number      |
 *     +---------------------------+------------------+
 *
 * `slotBits` is what the smallest slot (16 bytes) needs, so 2^31 references reach 32 GiB whatever
 * the page size. Page numbers begin with the first page of region 1, so 0 is never a reference.
 */
import { assert } from '../base/assert.js';

export const PAGE_SIZE_BYTES_MIN = 4096;
export const PAGE_SIZE_BYTES_MAX = 1_048_576;
export const REGION_SIZE_BYTES_MIN = 1_048_576;
export const REGION_SIZE_BYTES_MAX = 1_073_741_824;
export const SLOT_SIZE_BYTES_MIN = 16;
const REFERENCE_BITS = 31;

export interface MemoryLayout {
  readonly pageSizeBytes: number;
  readonly regionSizeBytes: number;
  /** log2 of the page size. */
  readonly pageShift: number;
  /** Bits of a reference below the page number. */
  readonly slotBits: number;
  readonly slotMask: number;
  /** log2 of the pages of one region. */
  readonly regionShift: number;
  /** Selects the page inside its region. */
  readonly pageInRegionMask: number;
  /** One past the highest page number that a reference can name. */
  readonly pageLimit: number;
}

const isPowerOfTwo = (value: number): boolean => value > 0 && (value & (value - 1)) === 0;

/** Why a page size cannot be used, or null if it can. */
export function pageSizeProblem(pageSizeBytes: number): string | null {
  if (!isPowerOfTwo(pageSizeBytes)) return 'must be a power of two';
  if (pageSizeBytes < PAGE_SIZE_BYTES_MIN) return `must be at least ${PAGE_SIZE_BYTES_MIN}`;
  if (pageSizeBytes > PAGE_SIZE_BYTES_MAX) return `must be at most ${PAGE_SIZE_BYTES_MAX}`;
  return null;
}

export function makeLayout(pageSizeBytes: number, regionSizeBytes: number): MemoryLayout {
  const problem = pageSizeProblem(pageSizeBytes);
  assert(problem === null, `page size ${pageSizeBytes} ${problem}`);
  assert(
    isPowerOfTwo(regionSizeBytes) && regionSizeBytes >= pageSizeBytes,
    `region size ${regionSizeBytes} does not hold whole pages of ${pageSizeBytes}`,
  );
  const pageShift = Math.log2(pageSizeBytes);
  const slotBits = pageShift - Math.log2(SLOT_SIZE_BYTES_MIN);
  const pagesPerRegion = regionSizeBytes / pageSizeBytes;
  return {
    pageSizeBytes,
    regionSizeBytes,
    pageShift,
    slotBits,
    slotMask: (1 << slotBits) - 1,
    regionShift: Math.log2(pagesPerRegion),
    pageInRegionMask: pagesPerRegion - 1,
    pageLimit: 2 ** (REFERENCE_BITS - slotBits),
  };
}
