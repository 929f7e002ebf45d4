/**
 * A seeded generator, so that every random test can be run again from the seed it prints.
 * Source: sfc32 by Chris Doty-Humphrey (PractRand), seeded through splitmix32.
 */
export class Prng {
  readonly seed: number;
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.seed = seed >>> 0;
    let state = this.seed;
    const split = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = split();
    this.b = split();
    this.c = split();
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** The next 32 random bits, as an unsigned integer. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** An integer in [low, high], both included; high - low stays under 2^32. */
  integer(low: number, high: number): number {
    return low + Math.floor((this.next() / 0x1_0000_0000) * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() / 0x1_0000_0000 < probability;
  }

  /** One element of a list that is not empty. */
  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)] as T;
  }

  /** Random bytes, each from 0 to 255. */
  bytes(count: number): Buffer {
    const out = Buffer.allocUnsafe(count);
    for (let index = 0; index < count; index += 1) out[index] = this.next() & 255;
    return out;
  }

  /** A copy of the list in random order. */
  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let index = out.length - 1; index > 0; index -= 1) {
      const other = this.integer(0, index);
      [out[index], out[other]] = [out[other] as T, out[index] as T];
    }
    return out;
  }
}

/** The seed named by the environment variable, or a fresh one. */
export function seedFrom(variable: string): number {
  const text = process.env[variable];
  if (text !== undefined && text !== '') return Number.parseInt(text, 10) >>> 0;
  return (Number(process.hrtime.bigint() & 0xffff_ffffn) ^ process.pid) >>> 0;
}

/** The positive count named by the environment variable, or the default. */
export function countFrom(variable: string, fallback: number): number {
  const text = process.env[variable];
  if (text === undefined || text === '') return fallback;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`${variable} is not a count`);
  return count;
}
