/**
 * A seeded generator of random numbers, for randomness that is passed in: with the same seeds a
 * test sees the same choices. Not for secrets. Source: xoshiro128** 1.1 (Blackman and Vigna), its
 * state filled through splitmix32.
 */

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;

export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** Any two 32-bit integers. */
  constructor(seed0: number, seed1: number) {
    const first = new SplitMix32(seed0);
    const second = new SplitMix32(seed1 ^ 0x5bf03635);
    this.a = first.next();
    this.b = second.next();
    this.c = first.next();
    // A state of zeros only would stay so.
    this.d = second.next() | 1;
  }

  /** 32 random bits, from 0 to 2^32 − 1. */
  nextUint32(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** An integer from 0 to limit − 1, each equally likely; limit is from 1 to 2^53. */
  nextBelow(limit: number): number {
    if (limit > TWO_32) return this.nextBelowWide(limit);
    const remainder = TWO_32 % limit;
    // Values past the last whole multiple of limit would favour the small results.
    const accepted = TWO_32 - remainder;
    let bits = this.nextUint32();
    while (bits >= accepted) bits = this.nextUint32();
    return bits % limit;
  }

  /** A number from 0, included, to 1, excluded, with 53 random bits. */
  nextDouble(): number {
    return this.next53() / TWO_53;
  }

  private next53(): number {
    const high = this.nextUint32() >>> 11;
    return high * TWO_32 + this.nextUint32();
  }

  private nextBelowWide(limit: number): number {
    const accepted = TWO_53 - (TWO_53 % limit);
    let bits = this.next53();
    while (bits >= accepted) bits = this.next53();
    return bits % limit;
  }
}

/** Spreads one seed over as many words as are asked for. */
class SplitMix32 {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  }
}
