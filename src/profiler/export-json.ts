/**
 * Writes a snapshot as JSON, format `segkv-heap/1`. The long lists are written in slices, so a dump
 * of many contexts does not hold up clients. Integers beyond 2^53 − 1, which JSON readers round,
 * become strings of digits.
 */
import type { HeapSnapshot } from './heap-snapshot.js';
import { forEachSliced, type Pause } from './sliced-work.js';

const LISTS = new Set(['classes', 'contexts', 'stacks', 'largestKeys']);

/** The snapshot as UTF-8 JSON. Expects one that `assertIdentity` accepted. */
export async function exportJson(snapshot: HeapSnapshot, pause: Pause): Promise<Uint8Array> {
  const pieces: string[] = [];
  for (const [name, value] of Object.entries(snapshot)) {
    pieces.push(pieces.length === 0 ? '{\n' : ',\n', JSON.stringify(name), ': ');
    if (LISTS.has(name)) await pushList(pieces, value as readonly object[], pause);
    else pieces.push(toJson(value));
  }
  pieces.push('\n}\n');
  return new TextEncoder().encode(pieces.join(''));
}

async function pushList(pieces: string[], list: readonly object[], pause: Pause): Promise<void> {
  let separator = '[\n';
  await forEachSliced(list, pause, (item) => {
    pieces.push(separator, toJson(item));
    separator = ',\n';
  });
  pieces.push(list.length === 0 ? '[]' : '\n]');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, wideIntegersAsStrings);
}

function wideIntegersAsStrings(_name: string, value: unknown): unknown {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  return BigInt(value).toString();
}
