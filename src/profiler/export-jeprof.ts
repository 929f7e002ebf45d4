/**
 * Writes the text format of jemalloc's heap profiles with the symbols in front, which jeprof and
 * google-pprof read without the program: `--- symbol`, `binary=`, one `address name` line a symbol,
 * `---`, then the profile. Addresses are made up: a frame has one as a leaf and the next one as a
 * caller, because readers look a caller up one byte before its return address.
 */
import type { HeapContext, HeapSnapshot } from './heap-snapshot.js';
import { frameName, ProfileFrames } from './profile-frames.js';
import { forEachSliced, type Pause } from './sliced-work.js';
import { Utf8Text } from './utf8-text.js';

const ADDRESS_FIRST = 0x1000;
const ADDRESS_STEP = 0x10;

/** In-use objects and bytes, cumulative objects and bytes, of one stack. */
type Counts = [number, number, number, number];

/** The snapshot as jeprof text; equal stacks are one line. */
export async function exportJeprof(snapshot: HeapSnapshot, pause: Pause): Promise<Uint8Array> {
  const frames = new ProfileFrames(snapshot);
  const addresses = new Map<string, number>();
  const stacks = new Map<string, Counts>();
  const total: Counts = [0, 0, 0, 0];
  await forEachSliced(snapshot.contexts, pause, (context) => {
    if (context.cumulativeObjects === 0) return;
    const names = frames.framesOf(context).map((frame) => symbolName(frameName(frame)));
    const line = names.map((name, depth) => {
      const address = addressOf(addresses, name) + (depth === 0 ? 0 : 1);
      return `0x${address.toString(16)}`;
    });
    add(stacks, line.join(' '), context, total);
  });
  const text = new Utf8Text();
  text.push('--- symbol\nbinary=segkv\n');
  for (const [name, address] of addresses) {
    for (const each of [address, address + 1]) {
      text.push(`0x${each.toString(16).padStart(16, '0')} ${name}\n`);
    }
  }
  text.push(`---\nheap profile: ${countsText(total)} @ heap_v2/1\n`);
  await forEachSliced([...stacks], pause, ([line, counts]) => {
    text.push(`${countsText(counts)} @ ${line}\n`);
  });
  text.push('\nMAPPED_LIBRARIES:\n');
  return text.finish();
}

function add(stacks: Map<string, Counts>, line: string, context: HeapContext, total: Counts): void {
  let counts = stacks.get(line);
  if (counts === undefined) {
    counts = [0, 0, 0, 0];
    stacks.set(line, counts);
  }
  for (const sum of [counts, total]) {
    sum[0] += context.inUseObjects;
    sum[1] += context.inUseBytes;
    sum[2] += context.cumulativeObjects;
    sum[3] += context.cumulativeBytes;
  }
}

function addressOf(addresses: Map<string, number>, name: string): number {
  let address = addresses.get(name);
  if (address === undefined) {
    address = ADDRESS_FIRST + addresses.size * ADDRESS_STEP;
    addresses.set(name, address);
  }
  return address;
}

function countsText([objects, bytes, allObjects, allBytes]: Counts): string {
  return `${objects}: ${bytes} [${allObjects}: ${allBytes}]`;
}

/** A symbol goes to the end of its line; readers also split at `--`. */
function symbolName(name: string): string {
  return name.replace(/\p{Cc}/gu, ' ').replaceAll('--', '- -');
}
