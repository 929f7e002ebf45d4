/**
 * Builds the complete heap snapshot that dumps are written from. The numbers are those of one
 * moment (counters and accounts are copied at once); naming them, and looking for the largest keys,
 * takes longer and lets clients be served in between.
 */
import { assertIdentity } from './check-identity.js';
import type { HeapProfiler, ReachedPeak } from './heap-profiler.js';
import {
  HEAP_SNAPSHOT_FORMAT,
  type HeapContext,
  type HeapPeak,
  type HeapProcess,
  type HeapSettings,
  type HeapSnapshot,
} from './heap-snapshot.js';
import { largestKeys } from './largest-keys.js';
import type { LiveProfile } from './live-profile.js';
import { printableBytes } from './printable-bytes.js';
import { forEachSliced } from './sliced-work.js';

const LARGEST_KEYS = 20;

/**
 * The snapshot; rejects with a HeapIdentityError, which names the term, if it does not add up.
 * Expects a profiler that has a profile.
 */
export async function buildSnapshot(profiler: HeapProfiler): Promise<HeapSnapshot> {
  const { parts, stacks, positions } = profiler;
  const profile = profiler.profile('copied');
  const { accounts } = profile.source;
  const { timeMs } = profiler;
  const settings = settingsOf(profiler);
  const reached = profiler.peak();
  const samples = profiler.samples();
  const process = processOf(profiler);
  await profiler.pause();
  const contexts = await contextsOf(profiler, profile);
  const peak = reached === null ? null : await peakOf(profiler, reached);
  const stackIds = contexts.map((context) => context.stackId);
  for (const sample of samples) stackIds.push(sample.stackId);
  const slices = profiler.newSlices();
  await stacks.mapSliced(stackIds, positions, () => (slices.isOver('now') ? slices.next() : null));
  const snapshot: HeapSnapshot = {
    format: HEAP_SNAPSHOT_FORMAT,
    server: {
      version: parts.server.version,
      runtime: parts.server.runtime,
      uptimeSeconds: Math.max(0, Math.floor((timeMs - parts.server.startedMs) / 1000)),
      timeMs,
    },
    settings,
    totals: accounts.totals,
    process,
    pool: accounts.pool,
    classes: accounts.classes,
    contexts,
    stacks: stacks.list(stackIds, positions),
    samples,
    peak,
    largestKeys: await largestKeys(parts.keyspace, LARGEST_KEYS, profiler.newSlices()),
  };
  assertIdentity(snapshot);
  return snapshot;
}

async function contextsOf(profiler: HeapProfiler, profile: LiveProfile): Promise<HeapContext[]> {
  const contexts: HeapContext[] = [];
  await forEachSliced([...profile.ids], profiler.pause, (id) => {
    contexts.push(profile.contextOf(id));
  });
  return contexts;
}

function settingsOf({ options, isEnabled, sinceMs }: HeapProfiler): HeapSettings {
  const { delimiters } = options;
  return {
    enabled: isEnabled,
    sinceMs,
    stacks: options.stacks,
    sampleBytes: options.sampleBytes,
    depth: options.depth,
    prefix: {
      delimiters: printableBytes(delimiters, 0, delimiters.length),
      depth: options.prefixDepth,
      maxBytes: options.prefixBytesMax,
    },
    group: [],
  };
}

async function peakOf(profiler: HeapProfiler, peak: ReachedPeak): Promise<HeapPeak> {
  const { ids, bytes, objects } = peak.profile;
  const contexts: HeapPeak['contexts'] = [];
  await forEachSliced([...ids.keys()], profiler.pause, (at) => {
    contexts.push({ id: ids[at], inUseBytes: bytes[at], inUseObjects: objects[at] });
  });
  return { timeMs: peak.timeMs, liveBytes: peak.bytes, liveObjects: peak.objects, contexts };
}

/** Where the resident set goes: pages, V8's heap, code, other ArrayBuffers and the rest. */
export function processOf(profiler: HeapProfiler): HeapProcess {
  const { parts } = profiler;
  const measured = parts.processMemory();
  const { pool, layout } = parts.keyspace.memory;
  const pageBytes = pool.regionCount * layout.regionSizeBytes;
  const otherArrayBufferBytes = Math.max(0, measured.arrayBufferBytes - pageBytes);
  const { rssBytes, v8HeapBytes, codeBytes } = measured;
  const known = pageBytes + v8HeapBytes + codeBytes + otherArrayBufferBytes;
  const restBytes = rssBytes - known;
  return { rssBytes, pageBytes, v8HeapBytes, codeBytes, otherArrayBufferBytes, restBytes };
}
