/** Randomness as an argument: tests pass a seeded generator instead. */
import { randomFillSync } from 'node:crypto';

const pool = new Int32Array(256);
let used = pool.length;

/** A random 32-bit integer of cryptographic quality, signed. */
export function systemRandom(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++];
}
