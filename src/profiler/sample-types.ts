/**
 * The four values a profile shows of each context: those of Go's heap profiles, in their order and
 * with their names, because readers choose by name and position.
 */
import type { HeapContext } from './heap-snapshot.js';

export interface SampleType {
  readonly name: string;
  /** As pprof names it. */
  readonly unit: 'count' | 'bytes';
  valueOf(context: HeapContext): number;
}

export const SAMPLE_TYPES: readonly SampleType[] = [
  { name: 'alloc_objects', unit: 'count', valueOf: (context) => context.cumulativeObjects },
  { name: 'alloc_space', unit: 'bytes', valueOf: (context) => context.cumulativeBytes },
  { name: 'inuse_objects', unit: 'count', valueOf: (context) => context.inUseObjects },
  { name: 'inuse_space', unit: 'bytes', valueOf: (context) => context.inUseBytes },
];

/** The position of `inuse_space`, which every format shows first. */
export const DEFAULT_SAMPLE_TYPE = 3;
