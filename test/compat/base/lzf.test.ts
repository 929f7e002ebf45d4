/** Exchanges compressed strings with redis-server through DUMP and RESTORE. */
import { expect, test } from 'vitest';
import { lzfCompress, lzfDecompress } from '../../../src/base/lzf.js';
import { lengthPrefix, sealPayload } from '../../support/dump-payload.js';
import { Prng, seedFrom } from '../../support/prng.js';
import { decodeReply } from '../../support/reply-tree.js';
import { redisServerIsThere, startRedisServer } from '../../support/server-process.js';

const isThere = redisServerIsThere('exchanging compressed strings');

function randomValue(prng: Prng): Buffer {
  const words = Array.from({ length: 20 }, () => prng.bytes(prng.integer(1, 30)));
  const count = prng.pick([5, 50, 1500]);
  return Buffer.concat(Array.from({ length: count }, () => prng.pick(words)));
}

/** The payload of a string compressed by ours. */
function payloadOf(value: Buffer): Buffer | null {
  const target = Buffer.alloc(value.length);
  const size = lzfCompress(value, 0, value.length, target, 0, value.length - 4);
  if (size < 0) return null;
  const head = [Buffer.from([0, 0xc3]), lengthPrefix(size), lengthPrefix(value.length)];
  return sealPayload(Buffer.concat([...head, target.subarray(0, size)]));
}

/** Reads an RDB length; returns it and where it ends. */
function readLength(bytes: Buffer, at: number): [number, number] {
  const kind = bytes[at] >> 6;
  if (kind === 0) return [bytes[at] & 63, at + 1];
  if (kind === 1) return [((bytes[at] & 63) << 8) | bytes[at + 1], at + 2];
  return [bytes.readUInt32BE(at + 1), at + 5];
}

/** The string in a payload that redis-server compressed; undefined if it did not. */
function valueIn(payload: Buffer): Buffer | undefined {
  if (payload[0] !== 0 || payload[1] !== 0xc3) return undefined;
  const [compressedSize, afterFirst] = readLength(payload, 2);
  const [size, start] = readLength(payload, afterFirst);
  const value = Buffer.alloc(size);
  const written = lzfDecompress(payload, start, start + compressedSize, value, 0, size);
  expect(written).toBe(size);
  return value;
}

test.skipIf(!isThere)('redis-server reads ours and we read its', async () => {
  const seed = seedFrom('LZF_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  let exchanged = 0;
  try {
    const connection = await server.connect();
    for (let round = 0; round < 150; round++) {
      const value = randomValue(prng);
      const payload = payloadOf(value);
      if (payload !== null) {
        const restored = await connection.call('RESTORE', 'ours', 0, payload, 'REPLACE');
        expect(restored.toString(), `seed ${seed}`).toBe('+OK\r\n');
        const read = decodeReply(await connection.call('GET', 'ours')).bytes;
        expect(read.equals(value), `seed ${seed}`).toBe(true);
      }
      await connection.call('SET', 'its', value);
      const found = valueIn(decodeReply(await connection.call('DUMP', 'its')).bytes);
      if (found === undefined) continue;
      expect(found.equals(value), `seed ${seed}`).toBe(true);
      exchanged++;
    }
    await connection.close();
  } finally {
    await server.stop();
  }
  expect(exchanged).toBeGreaterThan(50);
});
