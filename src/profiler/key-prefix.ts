/**
 * Cuts the prefix off a key on the hot path. A prefix ends behind a delimiter and includes it, so
 * that `user:` (keys below it) and a key named `user` stay apart. A key without a delimiter has the
 * empty prefix: taking the whole key would make a context of every key.
 */

/**
 * Where the prefix of the key bytes[start, end) ends: behind the `depth`-th delimiter, or behind
 * the last one there is among the first `max` bytes; `start` when there is none.
 */
export function prefixEnd(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiterByte: number,
  depth: number,
  max: number,
): number {
  const limit = end - start > max ? start + max : end;
  let found = start;
  for (let position = start; position < limit && depth > 0; position++) {
    if (bytes[position] === delimiterByte) {
      found = position + 1;
      depth--;
    }
  }
  return found;
}

/** As `prefixEnd`, for several delimiters: `isDelimiter` comes from `delimiterTable`. */
export function prefixEndOfAny(
  bytes: Uint8Array,
  start: number,
  end: number,
  isDelimiter: Uint8Array,
  depth: number,
  max: number,
): number {
  const limit = end - start > max ? start + max : end;
  let found = start;
  for (let position = start; position < limit && depth > 0; position++) {
    if (isDelimiter[bytes[position]] === 1) {
      found = position + 1;
      depth--;
    }
  }
  return found;
}

/** A table of 256 flags, 1 at each byte of `delimiters`. */
export function delimiterTable(delimiters: Uint8Array): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of delimiters) table[byte] = 1;
  return table;
}
