/**
 * The number of distinct elements from how often each register value occurs. Source: Otmar Ertl,
 * "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6, as in Redis since
 * 5.0; the arithmetic is done in the same order so that the last digit agrees.
 */
import { HLL_REGISTER_COUNT } from './hyperloglog-layout.js';

/** The bits of the hash that are not the register's number. */
const HASH_BITS = 50;
/** 1 / (2 ln 2). */
const ALPHA_INFINITY = 0.7213475204444817;
export const HISTOGRAM_SIZE = 64;

/** What the processor makes of a number too great for 64 bits. */
const OVERFLOW = -(2n ** 63n);

/**
 * Takes the counts of the register values 0 to 63; their sum is the number of registers. Registers
 * that no elements give can ask for any number; from 2^63 on the answer is −2^63, as in Redis.
 */
export function estimateCardinality(histogram: Int32Array): bigint {
  const m = HLL_REGISTER_COUNT;
  let z = m * tau((m - histogram[HASH_BITS + 1]) / m);
  for (let value = HASH_BITS; value >= 1; value--) {
    z += histogram[value];
    z *= 0.5;
  }
  z += m * sigma(histogram[0] / m);
  const estimate = Math.round((ALPHA_INFINITY * m * m) / z);
  return estimate < 2 ** 63 ? BigInt(estimate) : OVERFLOW;
}

function tau(fraction: number): number {
  if (fraction === 0 || fraction === 1) return 0;
  let x = fraction;
  let y = 1;
  let z = 1 - x;
  for (;;) {
    const before = z;
    x = Math.sqrt(x);
    y *= 0.5;
    // A product and not a power: V8's power of 2 may differ in the last bit.
    z -= (1 - x) * (1 - x) * y;
    if (z === before) return z / 3;
  }
}

function sigma(fraction: number): number {
  if (fraction === 1) return Number.POSITIVE_INFINITY;
  let x = fraction;
  let y = 1;
  let z = x;
  for (;;) {
    const before = z;
    x *= x;
    z += x * y;
    y += y;
    if (z === before) return z;
  }
}
