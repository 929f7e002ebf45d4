/**
 * Writes a gzipped pprof profile (profile.proto) with Go's four heap sample types, so that
 * `go tool pprof`, pprof's web page and everything else that reads Go heap profiles open it.
 *
 * A protobuf message may be written in parts: repeated fields of concatenated parts add up. Samples
 * are therefore encoded slice by slice, and the tables they refer to come last.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  emptyTableToken,
  type FunctionInput,
  type LabelInput,
  type LocationInput,
  Profile,
  type ProfileInput,
  type SampleInput,
  StringTable,
} from 'pprof-format';
import type { StackFrame } from './heap-snapshot.js';
import { ANY, type Dimension, type HeapContext, type HeapSnapshot } from './heap-snapshot.js';
import { frameName, ProfileFrames } from './profile-frames.js';
import { DEFAULT_SAMPLE_TYPE, SAMPLE_TYPES } from './sample-types.js';
import { CONTEXTS_PER_SLICE, type Pause } from './sliced-work.js';

const compress = promisify(gzip);

/** The one mapping, the program itself. */
const MAPPING_ID = 1;

/** The snapshot as gzipped profile.proto; contexts that never counted anything are left out. */
export async function exportPprof(snapshot: HeapSnapshot, pause: Pause): Promise<Uint8Array> {
  const frames = new ProfileFrames(snapshot);
  const tables = new PprofTables();
  const parts: Uint8Array[] = [];
  const { contexts } = snapshot;
  for (let from = 0; from < contexts.length; from += CONTEXTS_PER_SLICE) {
    const samples: SampleInput[] = [];
    for (const context of contexts.slice(from, from + CONTEXTS_PER_SLICE)) {
      const value = SAMPLE_TYPES.map((type) => type.valueOf(context));
      if (value.every((number) => number === 0)) continue;
      const locationId = tables.locationsOf(frames.framesOf(context));
      samples.push({ locationId, value, label: labelsOf(context, tables.strings) });
    }
    parts.push(encodePart({ sample: samples }));
    await pause();
  }
  await pushTables(parts, tables, pause);
  parts.push(encodeHead(snapshot, tables.strings));
  return compress(Buffer.concat(parts));
}

/** A part of the profile without strings; those are encoded once, with the head. */
function encodePart(part: ProfileInput): Uint8Array {
  return new Profile({ stringTable: new StringTable(emptyTableToken), ...part }).encode();
}

async function pushTables(parts: Uint8Array[], tables: PprofTables, pause: Pause): Promise<void> {
  for (let from = 0; from < tables.locations.length; from += CONTEXTS_PER_SLICE) {
    const to = from + CONTEXTS_PER_SLICE;
    parts.push(encodePart({ location: tables.locations.slice(from, to) }));
    parts.push(encodePart({ function: tables.functions.slice(from, to) }));
    await pause();
  }
}

function encodeHead(snapshot: HeapSnapshot, strings: StringTable): Uint8Array {
  const { server, settings } = snapshot;
  const sinceMs = settings.sinceMs ?? server.timeMs;
  const defaultType = SAMPLE_TYPES[DEFAULT_SAMPLE_TYPE].name;
  return new Profile({
    sampleType: SAMPLE_TYPES.map((type) => ({
      type: strings.dedup(type.name),
      unit: strings.dedup(type.unit),
    })),
    mapping: [
      {
        id: MAPPING_ID,
        filename: strings.dedup('segkv'),
        hasFunctions: true,
        hasFilenames: true,
        hasLineNumbers: true,
      },
    ],
    timeNanos: BigInt(server.timeMs) * 1_000_000n,
    durationNanos: BigInt(Math.max(0, server.timeMs - sinceMs)) * 1_000_000n,
    periodType: { type: strings.dedup('space'), unit: strings.dedup('bytes') },
    period: 1,
    comment: [strings.dedup(`segkv ${server.version} (${server.runtime})`)],
    defaultSampleType: strings.dedup(defaultType),
    stringTable: strings,
  }).encode();
}

/** Interned locations and functions; both ids count from 1. */
class PprofTables {
  readonly strings = new StringTable();
  readonly locations: LocationInput[] = [];
  readonly functions: FunctionInput[] = [];
  private readonly locationIds = new Map<string, number>();
  private readonly stackIds = new WeakMap<readonly StackFrame[], number[]>();
  private readonly functionIds = new Map<string, number>();

  /** The location ids of a stack; the same array for the same stack. */
  locationsOf(frames: readonly StackFrame[]): number[] {
    let ids = this.stackIds.get(frames);
    if (ids === undefined) {
      ids = frames.map((frame) => this.locationOf(frame));
      this.stackIds.set(frames, ids);
    }
    return ids;
  }

  private locationOf(frame: StackFrame): number {
    const name = frameName(frame);
    const key = `${frame.line}:${frame.column}:${frame.file}\n${name}`;
    let id = this.locationIds.get(key);
    if (id === undefined) {
      id = this.locations.length + 1;
      this.locationIds.set(key, id);
      const functionId = this.functionOf(name, frame.file);
      const line = [{ functionId, line: frame.line, column: frame.column }];
      this.locations.push({ id, mappingId: MAPPING_ID, line });
    }
    return id;
  }

  private functionOf(name: string, file: string): number {
    const key = `${file}\n${name}`;
    let id = this.functionIds.get(key);
    if (id === undefined) {
      id = this.functions.length + 1;
      this.functionIds.set(key, id);
      const nameIndex = this.strings.dedup(name);
      const filename = this.strings.dedup(file);
      this.functions.push({ id, name: nameIndex, systemName: nameIndex, filename });
    }
    return id;
  }
}

const LABELS: readonly (Exclude<Dimension, 'db' | 'stack'> | 'encoding')[] = [
  'prefix',
  'command',
  'user',
  'client',
  'type',
  'encoding',
  'site',
];

/**
 * The tuple as labels, which pprof can filter (`-tagfocus`) and root by (`-tagroot`). A label that
 * is empty or summed away is left out. `kind` is the part of our code that allocated (the site up
 * to its first dot), `bytes` the mean size of an allocation, as Go labels its heap samples.
 */
function labelsOf(context: HeapContext, strings: StringTable): LabelInput[] {
  const labels: LabelInput[] = [];
  const add = (key: string, text: string | undefined): void => {
    if (text === undefined || text === '' || text === ANY) return;
    labels.push({ key: strings.dedup(key), str: strings.dedup(text) });
  };
  for (const label of LABELS) add(label, context[label]);
  add('db', context.db < 0 ? undefined : String(context.db));
  add('kind', context.site.split('.', 1)[0]);
  if (context.cumulativeObjects > 0) {
    const num = Math.round(context.cumulativeBytes / context.cumulativeObjects);
    labels.push({ key: strings.dedup('bytes'), num, numUnit: strings.dedup('bytes') });
  }
  return labels;
}
