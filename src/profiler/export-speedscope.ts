/**
 * Writes speedscope's file format: one table of frames and four sampled profiles over it (objects
 * and bytes, allocated and in use). Source: the format's JSON schema, which speedscope ships.
 */
import type { HeapSnapshot, StackFrame } from './heap-snapshot.js';
import { frameName, ProfileFrames } from './profile-frames.js';
import { DEFAULT_SAMPLE_TYPE, SAMPLE_TYPES, type SampleType } from './sample-types.js';
import { forEachSliced, type Pause } from './sliced-work.js';
import { Utf8Text } from './utf8-text.js';

interface SpeedscopeFrame {
  name: string;
  file?: string;
  line?: number;
  col?: number;
}

interface SampledProfile {
  type: 'sampled';
  name: string;
  unit: 'bytes' | 'none';
  startValue: number;
  endValue: number;
  /** Frame indexes, root first. */
  samples: number[][];
  weights: number[];
}

/** The snapshot as UTF-8 JSON; the profile of bytes in use is the one shown first. */
export async function exportSpeedscope(snapshot: HeapSnapshot, pause: Pause): Promise<Uint8Array> {
  const frames = new ProfileFrames(snapshot);
  const table = new FrameTable();
  const profiles = SAMPLE_TYPES.map(emptyProfile);
  await forEachSliced(snapshot.contexts, pause, (context) => {
    const sample = table.sampleOf(frames.framesOf(context));
    SAMPLE_TYPES.forEach((type, position) => {
      const weight = type.valueOf(context);
      if (weight === 0) return;
      const profile = profiles[position];
      profile.samples.push(sample);
      profile.weights.push(weight);
      profile.endValue += weight;
    });
  });
  return encodeInSlices(table.frames, profiles, snapshot, pause);
}

function emptyProfile(type: SampleType): SampledProfile {
  return {
    type: 'sampled',
    name: type.name,
    unit: type.unit === 'bytes' ? 'bytes' : 'none',
    startValue: 0,
    endValue: 0,
    samples: [],
    weights: [],
  };
}

async function encodeInSlices(
  frames: readonly SpeedscopeFrame[],
  profiles: readonly SampledProfile[],
  snapshot: HeapSnapshot,
  pause: Pause,
): Promise<Uint8Array> {
  const text = new Utf8Text();
  text.push('{"$schema":"https://www.speedscope.app/file-format-schema.json","name":"segkv heap",');
  text.push(`"exporter":${JSON.stringify(`segkv ${snapshot.server.version}`)},`);
  text.push(`"activeProfileIndex":${DEFAULT_SAMPLE_TYPE},"shared":{"frames":`);
  text.push(JSON.stringify(frames));
  text.push('},"profiles":[');
  for (const [position, profile] of profiles.entries()) {
    const { samples, ...rest } = profile;
    text.push(`${position === 0 ? '' : ','}${JSON.stringify(rest).slice(0, -1)},"samples":[`);
    let separator = '';
    await forEachSliced(samples, pause, (sample) => {
      text.push(separator + JSON.stringify(sample));
      separator = ',';
    });
    text.push(']}');
  }
  text.push(']}\n');
  return text.finish();
}

/** Distinct frames and their positions. */
class FrameTable {
  readonly frames: SpeedscopeFrame[] = [];
  private readonly known = new Map<string, number>();
  private readonly samples = new WeakMap<readonly StackFrame[], number[]>();

  /** The positions of frames that are given leaf first, root first. */
  sampleOf(frames: readonly StackFrame[]): number[] {
    let sample = this.samples.get(frames);
    if (sample === undefined) {
      sample = frames.map((frame) => this.indexOf(frame)).reverse();
      this.samples.set(frames, sample);
    }
    return sample;
  }

  private indexOf(frame: StackFrame): number {
    const key = `${frame.line}:${frame.column}:${frame.file}\n${frame.function}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.frames.length;
      this.known.set(key, index);
      this.frames.push(speedscopeFrame(frame));
    }
    return index;
  }
}

function speedscopeFrame(frame: StackFrame): SpeedscopeFrame {
  const name = frameName(frame);
  if (frame.file === '') return { name };
  return { name, file: frame.file, line: frame.line, col: frame.column };
}
