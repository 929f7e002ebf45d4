/** Finds the keys that occupy most, by a walk over all items in slices. */
import type { Keyspace } from '../keyspace/keyspace.js';
import { encodingName, typeNameOfEncoding } from './encoding-names.js';
import type { LargeKey } from './heap-snapshot.js';
import { printableBytes } from './printable-bytes.js';
import type { TimeSlices } from './time-slices.js';

/** Longer keys are shown cut. */
const KEY_BYTES_MAX = 256;

/** At most `count` keys, largest first; bytes are those of slots and pages. */
export async function largestKeys(
  keyspace: Keyspace,
  count: number,
  slices: TimeSlices,
): Promise<LargeKey[]> {
  const largest: LargeKey[] = [];
  for (const { index, items, number } of [...keyspace.databases]) {
    let cursor = 0;
    do {
      cursor = index.scan(cursor, (reference) => {
        const view = items.open(reference);
        const bytes = items.occupiedBytes(view);
        const smallest = largest[largest.length - 1];
        if (largest.length === count && smallest !== undefined && bytes <= smallest.bytes) return;
        const key = items.keyOf(items.open(reference));
        insert(largest, count, {
          key: printableBytes(key, 0, Math.min(key.length, KEY_BYTES_MAX)),
          db: number,
          type: typeNameOfEncoding(view.encoding),
          encoding: encodingName(view.encoding),
          bytes,
        });
      });
      if (slices.isOver()) await slices.next();
    } while (cursor !== 0);
  }
  return largest;
}

/** Keeps the list in order, largest first, and at most `count` long. */
function insert(largest: LargeKey[], count: number, key: LargeKey): void {
  const isSeen = largest.some((other) => other.key === key.key && other.db === key.db);
  if (isSeen) return;
  let at = largest.length;
  while (at > 0 && (largest[at - 1] as LargeKey).bytes < key.bytes) at--;
  largest.splice(at, 0, key);
  if (largest.length > count) largest.pop();
}
