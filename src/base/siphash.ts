/**
 * HalfSipHash-1-3 (Aumasson and Bernstein): a keyed hash with a 64-bit key and a 32-bit result,
 * made of 32-bit operations only. Being keyed, it gives nobody keys that collide on purpose, which
 * an index reachable from the network needs. No allocation; the hottest function of the server, so
 * its rounds are written out: as a function or a loop they take half as long again.
 */

const CONSTANT_2 = 0x6c796765;
const CONSTANT_3 = 0x74656462;
const FINAL = 0xff;

export class KeyHasher {
  private readonly key0: number;
  private readonly key1: number;

  /** The key: two random 32-bit integers. */
  constructor(seed0: number, seed1: number) {
    this.key0 = seed0 | 0;
    this.key1 = seed1 | 0;
  }

  /** The hash of bytes[start, end), as a signed 32-bit integer. */
  hash(bytes: Uint8Array, start: number, end: number): number {
    // Read as int32 outright: from the field alone V8 knows only a number and adds doubles.
    let v0 = this.key0 | 0;
    let v1 = this.key1 | 0;
    let v2 = CONSTANT_2 ^ v0;
    let v3 = CONSTANT_3 ^ v1;
    let at = start | 0;
    const limit = (at + ((end - at) & -4)) | 0;
    while (at !== limit) {
      const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      at = (at + 4) | 0;
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
    }
    let last = (end - start) << 24;
    const rest = (end - at) | 0;
    if (rest !== 0) {
      last |= bytes[at];
      if (rest !== 1) last |= bytes[at + 1] << 8;
      if (rest === 3) last |= bytes[at + 2] << 16;
    }
    return finish(v0, v1, v2, v3, last);
  }
}

/** The last word's round and the three closing ones; small enough that V8 inlines it. */
function finish(a: number, b: number, c: number, d: number, last: number): number {
  let v0 = a;
  let v1 = b;
  let v2 = c;
  let v3 = d ^ last;
  v0 = (v0 + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
  v2 = ((v2 << 16) | (v2 >>> 16)) ^ FINAL;
  v0 = ((v0 ^ last) + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
  v2 = (v2 << 16) | (v2 >>> 16);
  v0 = (v0 + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
  v2 = (v2 << 16) | (v2 >>> 16);
  v0 = (v0 + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  return ((v1 << 13) | (v1 >>> 19)) ^ v2 ^ v3;
}
