/**
 * Writes folded stacks (`root;…;leaf value`, a line a stack), which flamegraph.pl, inferno and
 * speedscope read; a file is named `*.collapsedstack.txt`. Readers split at semicolons and at the
 * last space, so a frame has neither: both are escaped as printed keys are (`\x3b`, `\x20`).
 */
import type { HeapSnapshot } from './heap-snapshot.js';
import { frameName, ProfileFrames } from './profile-frames.js';
import { DEFAULT_SAMPLE_TYPE, SAMPLE_TYPES, type SampleType } from './sample-types.js';
import { forEachSliced, type Pause } from './sliced-work.js';

/**
 * The bytes in use (or another of the four values) by stack as UTF-8 lines, sorted; equal stacks
 * are one line, and stacks with the value 0 are left out.
 */
export async function exportFolded(
  snapshot: HeapSnapshot,
  pause: Pause,
  type: SampleType = SAMPLE_TYPES[DEFAULT_SAMPLE_TYPE],
): Promise<Uint8Array> {
  const frames = new ProfileFrames(snapshot);
  const sums = new Map<string, number>();
  await forEachSliced(snapshot.contexts, pause, (context) => {
    const value = type.valueOf(context);
    if (value === 0) return;
    let line = '';
    for (const frame of frames.framesOf(context)) {
      const name = foldedName(frameName(frame));
      line = line === '' ? name : `${name};${line}`;
    }
    sums.set(line, (sums.get(line) ?? 0) + value);
  });
  const lines = [...sums.entries()].map(([stack, value]) => `${stack} ${BigInt(value)}\n`);
  return new TextEncoder().encode(lines.sort().join(''));
}

function foldedName(name: string): string {
  return name.replace(/[\s;\p{Cc}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `\\x${code.padStart(2, '0')}`;
  });
}
