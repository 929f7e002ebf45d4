import { expect, test } from 'vitest';
import { Crc64 } from '../../../src/base/crc64.js';
import { crc64 as referenceCrc64 } from '../../support/dump-payload.js';
import { Prng, seedFrom } from '../../support/prng.js';

test('gives the published check values', () => {
  const crc = new Crc64();
  expect(crc.value).toBe(0n);
  crc.update(Buffer.from('xx123456789xx'), 2, 11);
  expect(crc.value).toBe(0xe9c6d914c4b8d9can);
  crc.reset();
  const text = Buffer.from(
    'This is a test of the emergency broadcast system.This is a test of the emergency ' +
      'broadcast system.',
  );
  crc.update(text, 0, text.length);
  expect(crc.value).toBe(referenceCrc64(text));
});

test('pieces of any length give the checksum of the whole', () => {
  const seed = seedFrom('CRC64_SEED');
  const prng = new Prng(seed);
  const crc = new Crc64();
  for (let round = 0; round < 300; round++) {
    const bytes = prng.bytes(prng.integer(0, 200));
    crc.reset();
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + prng.integer(0, 30));
      crc.update(bytes, at, end);
      at = end;
    }
    const expected = referenceCrc64(bytes);
    expect(crc.value, `seed ${seed}`).toBe(expected);
    const target = Buffer.alloc(10, 0xee);
    crc.writeTo(target, 1);
    expect(target.readBigUInt64LE(1)).toBe(expected);
    expect([target[0], target[9]]).toEqual([0xee, 0xee]);
    expect(crc.equalsAt(target, 1)).toBe(true);
    const damaged = 1 + prng.integer(0, 7);
    target[damaged] ^= 1 << prng.integer(0, 7);
    expect(crc.equalsAt(target, 1)).toBe(false);
  }
});
