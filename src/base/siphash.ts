/**
 * HalfSipHash-1-3 (Aumasson and Bernstein): a keyed hash with a 64-bit key and a 32-bit result,
 * made of 32-bit operations only. Being keyed, it gives nobody keys that collide on purpose, which
 * an index reachable from the network needs. No allocation; the hottest function of the server.
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
    let v0 = this.key0;
    let v1 = this.key1;
    let v2 = CONSTANT_2 ^ v0;
    let v3 = CONSTANT_3 ^ v1;
    let at = start;
    for (const limit = end - 3; at < limit; at += 4) {
      const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
    }
    let last = (end - start) << 24;
    const rest = end - at;
    if (rest > 2) last |= bytes[at + 2] << 16;
    if (rest > 1) last |= bytes[at + 1] << 8;
    if (rest > 0) last |= bytes[at];
    v3 ^= last;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= last;
    v2 ^= FINAL;
    for (let round = 0; round < 3; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    return v1 ^ v3;
  }
}
