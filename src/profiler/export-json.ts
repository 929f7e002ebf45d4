/**
 * Writes a snapshot as JSON, format `segkv-heap/1`. The long lists are written in slices, so a dump
 * of many contexts does not hold up clients. Integers beyond 2^53 − 1, which JSON readers round,
 * become strings of digits.
 */
import type { HeapPeak, HeapSnapshot } from './heap-snapshot.js';
import { forEachSliced, type Pause } from './sliced-work.js';
import { Utf8Text } from './utf8-text.js';

const LISTS = new Set(['classes', 'contexts', 'stacks', 'largestKeys']);

/** The snapshot as UTF-8 JSON. Expects one that `assertIdentity` accepted. */
export async function exportJson(snapshot: HeapSnapshot, pause: Pause): Promise<Uint8Array> {
  const text = new Utf8Text();
  let separator = '{\n';
  for (const [name, value] of Object.entries(snapshot)) {
    text.push(`${separator}${JSON.stringify(name)}: `);
    if (LISTS.has(name)) await pushList(text, value as readonly object[], pause);
    else if (name === 'peak' && value !== null) await pushPeak(text, value as HeapPeak, pause);
    else text.push(toJson(value));
    separator = ',\n';
  }
  text.push('\n}\n');
  return text.finish();
}

/** The one long list inside another section. */
async function pushPeak(text: Utf8Text, peak: HeapPeak, pause: Pause): Promise<void> {
  const { contexts, ...rest } = peak;
  text.push(`${toJson(rest).slice(0, -1)},"contexts":`);
  await pushList(text, contexts, pause);
  text.push('}');
}

async function pushList(text: Utf8Text, list: readonly object[], pause: Pause): Promise<void> {
  let separator = '[\n';
  await forEachSliced(list, pause, (item) => {
    text.push(separator + toJson(item));
    separator = ',\n';
  });
  text.push(list.length === 0 ? '[]' : '\n]');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, wideIntegersAsStrings);
}

function wideIntegersAsStrings(_name: string, value: unknown): unknown {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  return BigInt(value).toString();
}
