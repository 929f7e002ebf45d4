/**
 * Counting and finding bits in runs of bytes, a word at a time where the run allows it. `words` is
 * the memory of `bytes` seen as 32-bit words, beginning at the same place.
 */
const WORD_BYTES = 4;

/** The number of set bits of a 32-bit word. */
export function countWordBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}

/** The number of set bits of bytes[start, end). */
export function countBits(
  bytes: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
): number {
  let count = 0;
  let at = start;
  while (at < end && (at & (WORD_BYTES - 1)) !== 0) count += countWordBits(bytes[at++]);
  const wordEnd = end >>> 2;
  for (let word = at >>> 2; word < wordEnd; word++) count += countWordBits(words[word]);
  for (at = Math.max(at, wordEnd * WORD_BYTES); at < end; at++) count += countWordBits(bytes[at]);
  return count;
}

/** The first place in bytes[start, end) whose byte is not `byte` (0x00 or 0xff); `end` if none. */
export function findOtherByte(
  bytes: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
  byte: 0x00 | 0xff,
): number {
  const same = byte === 0 ? 0 : -1;
  let at = start;
  while (at < end && (at & (WORD_BYTES - 1)) !== 0) {
    if (bytes[at] !== byte) return at;
    at++;
  }
  let word = at >>> 2;
  const wordEnd = end >>> 2;
  while (word < wordEnd && words[word] === same) word++;
  at = Math.max(at, word * WORD_BYTES);
  while (at < end && bytes[at] === byte) at++;
  return Math.min(at, end);
}
