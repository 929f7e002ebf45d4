/** The settings of MEMORY HEAP ENABLE. */

export type StackMode = 'none' | 'memo' | 'exact';

export interface ProfilerOptions {
  /** None; the stack of a context's first allocation; or each allocation's own. */
  stacks: StackMode;
  /** Mean distance of two sampled stacks in bytes; 0 for none. */
  sampleBytes: number;
  /** Frames kept a stack. */
  depth: number;
  /** Whether each client has contexts of its own; with many clients these are many. */
  clients: 'together' | 'apart';
  /** Bytes that end a key prefix. */
  delimiters: Uint8Array;
  /** Delimiters that a prefix reaches behind. */
  prefixDepth: number;
  /** A prefix is looked for in so many bytes of the key. */
  prefixBytesMax: number;
}

export const PROFILER_OPTIONS_DEFAULT: Readonly<ProfilerOptions> = {
  stacks: 'memo',
  sampleBytes: 0,
  depth: 24,
  clients: 'together',
  delimiters: Uint8Array.of(0x3a),
  prefixDepth: 1,
  prefixBytesMax: 64,
};

export const STACK_DEPTH_MAX = 64;
export const PREFIX_DEPTH_MAX = 8;
export const PREFIX_BYTES_LIMIT = 256;
