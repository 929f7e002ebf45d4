/**
 * LZF, the compression of strings in RDB files. A compressed run is a control byte and what it
 * says: 000lllll, then l + 1 bytes to copy as they are; or lllooooo (lll not 0; if 7, a byte to add
 * to it follows) and a byte oooooooo, which repeat l + 2 bytes from o + 1 bytes back. Source: the
 * format of Marc Lehmann's liblzf. Reading trusts nothing; writing is our own.
 */

const LITERALS_MAX = 32;
const MATCH_MIN = 3;
const MATCH_MAX = 264;
const DISTANCE_MAX = 8192;
const LONG_LENGTH = 7;
const HASH_BITS = 14;
const HASH_MULTIPLIER = 0x9e3779b1 | 0;

/**
 * Where three bytes were last seen, plus the base of the call that saw them. Bases grow from call
 * to call, so entries of earlier calls are recognised without clearing the table.
 */
const SEEN = new Int32Array(1 << HASH_BITS);
const BASE_MAX = 2 ** 30;
let base = 1;

/**
 * Decompresses source[start, end) to target[targetStart, targetEnd). Returns the number of bytes
 * written, or -1 if the input is corrupt or the target too small; the target may then be part
 * written.
 */
export function lzfDecompress(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  targetStart: number,
  targetEnd: number,
): number {
  let at = start;
  let out = targetStart;
  while (at < end) {
    const control = source[at++];
    if (control < LITERALS_MAX) {
      const count = control + 1;
      if (count > end - at || count > targetEnd - out) return -1;
      for (let index = 0; index < count; index++) target[out + index] = source[at + index];
      at += count;
      out += count;
      continue;
    }
    let length = control >> 5;
    if (length === LONG_LENGTH && at < end) length += source[at++];
    if (at >= end) return -1;
    length += 2;
    const from = out - ((control & 31) << 8) - source[at++] - 1;
    if (from < targetStart || length > targetEnd - out) return -1;
    // Byte by byte, since a repetition may overlap what it repeats.
    for (let index = 0; index < length; index++) target[out + index] = target[from + index];
    out += length;
  }
  return out - targetStart;
}

/**
 * Compresses source[start, end) to target[targetStart, targetEnd). Returns the number of bytes
 * written, or -1 if they do not fit, which is how a caller asks for a minimum gain.
 */
export function lzfCompress(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  targetStart: number,
  targetEnd: number,
): number {
  const origin = reserveBase(end - start) - start;
  let at = start;
  let literals = start;
  let out = targetStart;
  while (at < end - MATCH_MIN + 1) {
    const slot = hashAt(source, at);
    const match = SEEN[slot] - origin;
    SEEN[slot] = origin + at;
    const length = matchLength(source, match < start ? at : match, at, end);
    if (length < MATCH_MIN) {
      at++;
      continue;
    }
    out = writeLiterals(source, literals, at, target, out, targetEnd);
    if (out < 0) return -1;
    out = writeMatch(length, at - match, target, out, targetEnd);
    if (out < 0) return -1;
    at += length;
    literals = at;
    // The match's last two positions are worth knowing; noting all would cost more than it gains.
    for (let seen = at - 2; seen < at && seen < end - MATCH_MIN + 1; seen++) {
      SEEN[hashAt(source, seen)] = origin + seen;
    }
  }
  out = writeLiterals(source, literals, end, target, out, targetEnd);
  return out < 0 ? -1 : out - targetStart;
}

/** A base for positions of an input of this size that no earlier entry reaches. */
function reserveBase(sizeBytes: number): number {
  if (base + sizeBytes > BASE_MAX) {
    SEEN.fill(0);
    base = 1;
  }
  const reserved = base;
  base += sizeBytes;
  return reserved;
}

function hashAt(source: Uint8Array, at: number): number {
  const word = source[at] | (source[at + 1] << 8) | (source[at + 2] << 16);
  return Math.imul(word, HASH_MULTIPLIER) >>> (32 - HASH_BITS);
}

/** How many bytes at two places are the same, as far as one match can say; 0 if none can. */
function matchLength(source: Uint8Array, match: number, at: number, end: number): number {
  if (match >= at || at - match > DISTANCE_MAX) return 0;
  const lengthMax = Math.min(MATCH_MAX, end - at);
  let length = 0;
  while (length < lengthMax && source[match + length] === source[at + length]) length++;
  return length;
}

/** Writes source[start, end) as literals; returns where they end, or -1 if they do not fit. */
function writeLiterals(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  outStart: number,
  targetEnd: number,
): number {
  let out = outStart;
  for (let at = start; at < end; ) {
    const count = Math.min(LITERALS_MAX, end - at);
    if (count + 1 > targetEnd - out) return -1;
    target[out++] = count - 1;
    for (let index = 0; index < count; index++) target[out + index] = source[at + index];
    out += count;
    at += count;
  }
  return out;
}

/** Writes a repetition; returns where it ends, or -1 if it does not fit. */
function writeMatch(
  length: number,
  distance: number,
  target: Uint8Array,
  outStart: number,
  targetEnd: number,
): number {
  let out = outStart;
  const coded = length - 2;
  const back = distance - 1;
  if ((coded < LONG_LENGTH ? 2 : 3) > targetEnd - out) return -1;
  target[out++] = (Math.min(coded, LONG_LENGTH) << 5) | (back >> 8);
  if (coded >= LONG_LENGTH) target[out++] = coded - LONG_LENGTH;
  target[out++] = back & 255;
  return out;
}
