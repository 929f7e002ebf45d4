/** Payloads for RESTORE: mostly good ones of every encoding of a string, and damaged ones. */
import {
  compressedValue,
  integerValue,
  lengthPrefix,
  sealPayload,
  stringValue,
} from '../support/dump-payload.js';
import type { Prng } from '../support/prng.js';

function goodValue(prng: Prng): Buffer {
  switch (prng.integer(0, 6)) {
    case 0:
      return integerValue(prng.integer(-128, 127), 1);
    case 1:
      return integerValue(prng.integer(-32_768, 32_767), 2);
    case 2:
      return integerValue(prng.integer(-2_147_483_648, 2_147_483_647), 4);
    case 3:
      return compressedValue(prng.integer(0, 255), prng.integer(21, 3000));
    case 4:
      return stringValue(Buffer.from(String(prng.integer(-100, 100_000))));
    case 5:
      return stringValue(prng.bytes(prng.integer(0, 30)));
    default:
      return stringValue(Buffer.alloc(prng.integer(40, 400), prng.bytes(9)));
  }
}

/** Values whose checksum is right and whose inside is not. */
function badValue(prng: Prng): Buffer {
  const byte = prng.integer(0, 255);
  return prng.pick([
    () => Buffer.from([99, 1, byte]),
    () => Buffer.concat([Buffer.from([0]), lengthPrefix(1000), Buffer.from('short')]),
    () => Buffer.from([0, 0xc0]),
    () => Buffer.from([0, 0xc4, 0]),
    () => Buffer.from([0, 0xc3, 2, 60, 0x1f, byte]),
    () => Buffer.from([0, 0xc3, 3, 60, 0, byte, 0xff]),
    () => Buffer.from([0]),
    () => Buffer.alloc(0),
  ])();
}

function damaged(prng: Prng, payload: Buffer): Buffer {
  const copy = Buffer.from(payload);
  switch (prng.integer(0, 3)) {
    case 0:
      copy[prng.integer(0, copy.length - 1)]! ^= 1 << prng.integer(0, 7);
      return copy;
    case 1:
      return copy.subarray(0, prng.integer(0, copy.length - 1));
    case 2:
      return sealPayload(payload.subarray(0, -10), prng.pick([255, 6000]));
    default:
      return prng.bytes(prng.integer(0, 40));
  }
}

/** A payload for RESTORE, four times in five a good one. */
export function restorePayload(prng: Prng): Buffer {
  const roll = prng.integer(0, 9);
  if (roll === 0) return sealPayload(badValue(prng));
  const payload = sealPayload(goodValue(prng), prng.pick([6, 9, 10]));
  return roll === 1 ? damaged(prng, payload) : payload;
}
