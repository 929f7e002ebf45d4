/**
 * The shape of a heap snapshot, format `segkv-heap/1`: what every export reads and what the JSON
 * dump writes. `docs/segkv-heap-1.schema.json` describes the same shape for other programs. All
 * sizes are bytes, all times Unix milliseconds. The file holds shapes only; `check-identity.ts`
 * says what must add up.
 */
import type { FreeReasonName } from './free-reasons.js';

export const HEAP_SNAPSHOT_FORMAT = 'segkv-heap/1';

/** What contexts can be grouped by, in the order in which a full tuple is shown. */
export const DIMENSIONS = [
  'prefix',
  'command',
  'client',
  'user',
  'type',
  'site',
  'stack',
  'db',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Stands for every value of a dimension that a grouping has summed away. */
export const ANY = '*';
/** Names of the context that owns what nobody claimed, and of the one that owns the overflow. */
export const UNKNOWN = '(unknown)';
export const OTHER = '(other)';

export interface HeapServer {
  version: string;
  /** For example `node v20.20.2`. */
  runtime: string;
  uptimeSeconds: number;
  timeMs: number;
}

export interface HeapSettings {
  enabled: boolean;
  /** When counting began; null while the profiler was never enabled. */
  sinceMs: number | null;
  stacks: 'none' | 'memo' | 'exact';
  /** Mean distance of two samples; 0 when sampling is off. */
  sampleBytes: number;
  /** Frames kept a stack. */
  depth: number;
  prefix: { delimiters: string; depth: number; maxBytes: number };
  /** The dimensions that `contexts` is grouped by; empty when each context is listed. */
  group: Dimension[];
}

/** The accounting identity: every byte of every page, in one of these terms. */
export interface HeapTotals {
  pageSizeBytes: number;
  pages: number;
  /** Bytes asked for by live allocations; equal to the sum over `contexts`. */
  liveBytes: number;
  liveObjects: number;
  /** Bytes that are neither live nor free, by cause, for example `rounding` or `freeSlots`. */
  slackBytes: Record<string, number>;
  pageHeaderBytes: number;
  poolHeaderBytes: number;
  freePageBytes: number;
  /** pages × pageSizeBytes. */
  totalBytes: number;
  /** totalBytes minus all terms; anything but 0 is a bug of the accounting. */
  residualBytes: number;
}

/** RSS = pages + V8 heap + code + other ArrayBuffers + rest, which non-resident pages lower. */
export interface HeapProcess {
  rssBytes: number;
  pageBytes: number;
  v8HeapBytes: number;
  codeBytes: number;
  otherArrayBufferBytes: number;
  restBytes: number;
}

export interface HeapPool {
  pageSizeBytes: number;
  regionSizeBytes: number;
  regions: number;
  /** Number of pages by state, for example free, slab, index, chain; sums to `totals.pages`. */
  pagesByState: Record<string, number>;
}

export interface HeapSlabClass {
  slotBytes: number;
  pages: number;
  slots: number;
  liveSlots: number;
  liveBytes: number;
  /** slots × slotBytes − liveBytes. */
  slackBytes: number;
}

export interface FreedCount {
  bytes: number;
  objects: number;
}

/** One context and its counters. Text that came from clients is escaped by `printable-bytes.ts`. */
export interface HeapContext {
  id: number;
  site: string;
  command: string;
  /** Empty when the allocation has no key or the key no delimiter. */
  prefix: string;
  type: string;
  encoding: string;
  /** −1 when the allocation belongs to no one database. */
  db: number;
  user: string;
  /** Only while the profiler tells clients apart. */
  client?: string;
  inUseBytes: number;
  inUseObjects: number;
  cumulativeBytes: number;
  cumulativeObjects: number;
  freed: Record<FreeReasonName, FreedCount>;
  /** Highest `inUseBytes` seen; of a group, the sum of its members' peaks (an upper bound). */
  peakBytes: number;
  largestAllocationBytes: number;
  slackBytes: number;
  /** 0 when no stack was captured. */
  stackId: number;
}

/** A frame; `file` is relative to the package for our own code. Line and column start at 1. */
export interface StackFrame {
  function: string;
  file: string;
  line: number;
  column: number;
}

export interface HeapStack {
  /** From 1; 0 means no stack. */
  id: number;
  /** Leaf first. */
  frames: StackFrame[];
}

/** What was in use when `liveBytes` was highest. */
export interface HeapPeak {
  timeMs: number;
  liveBytes: number;
  liveObjects: number;
  contexts: { id: number; inUseBytes: number; inUseObjects: number }[];
}

export interface LargeKey {
  key: string;
  db: number;
  type: string;
  encoding: string;
  bytes: number;
}

/** Bytes allocated from one place, estimated from samples; with the 95 % interval. */
export interface HeapSample {
  stackId: number;
  samples: number;
  bytes: number;
  objects: number;
  lowBytes: number;
  highBytes: number;
}

export interface HeapSnapshot {
  format: typeof HEAP_SNAPSHOT_FORMAT;
  server: HeapServer;
  settings: HeapSettings;
  totals: HeapTotals;
  process: HeapProcess;
  pool: HeapPool;
  classes: HeapSlabClass[];
  contexts: HeapContext[];
  stacks: HeapStack[];
  /** Empty unless SAMPLE is on; most bytes first. */
  samples: HeapSample[];
  /** null when no high-water mark was recorded. */
  peak: HeapPeak | null;
  /** Largest first. */
  largestKeys: LargeKey[];
}
