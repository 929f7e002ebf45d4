import { expect, test } from 'vitest';
import { MURMUR64, murmur64 } from '../../../src/base/murmur64.js';
import { Prng, seedFrom } from '../../support/prng.js';

const MULTIPLIER = 0xc6a4a7935bd1e995n;
const times = (a: bigint): bigint => BigInt.asUintN(64, a * MULTIPLIER);

/** MurmurHash64A written from its description, with bigints. */
function referenceHash(bytes: Buffer): bigint {
  let hash = 0xadc83b19n ^ times(BigInt(bytes.length));
  const whole = bytes.length & ~7;
  for (let at = 0; at < whole; at += 8) {
    let word = times(bytes.readBigUInt64LE(at));
    word = times(word ^ (word >> 47n));
    hash = times(hash ^ word);
  }
  if (whole < bytes.length) {
    const tail = Buffer.alloc(8);
    bytes.copy(tail, 0, whole);
    hash = times(hash ^ tail.readBigUInt64LE());
  }
  hash = times(hash ^ (hash >> 47n));
  return hash ^ (hash >> 47n);
}

test('agrees with the reference for every length and alignment', () => {
  const seed = seedFrom('MURMUR_SEED');
  const prng = new Prng(seed);
  for (let round = 0; round < 5000; round++) {
    const bytes = prng.bytes(prng.integer(0, 70));
    if (prng.chance(0.1)) bytes.fill(0xff);
    const start = prng.integer(0, bytes.length);
    const end = prng.integer(start, bytes.length);
    murmur64(bytes, start, end);
    const hash = (BigInt(MURMUR64.high >>> 0) << 32n) | BigInt(MURMUR64.low >>> 0);
    expect(hash, `seed ${seed}`).toBe(referenceHash(bytes.subarray(start, end)));
  }
});

test('the halves are signed 32-bit integers', () => {
  for (let length = 0; length < 40; length++) {
    murmur64(new Uint8Array(40), 0, length);
    expect(MURMUR64.high | 0).toBe(MURMUR64.high);
    expect(MURMUR64.low | 0).toBe(MURMUR64.low);
  }
});
