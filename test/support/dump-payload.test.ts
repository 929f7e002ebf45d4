import { expect, it } from 'vitest';
import { compressedValue, crc64, integerValue, sealPayload, stringValue } from './dump-payload.js';
import { decodeReply, textOf } from './reply-tree.js';
import { redisServerIsThere, startRedisServer } from './server-process.js';

it('computes the check value of the CRC', () => {
  expect(crc64(Buffer.from('123456789'))).toBe(0xe9c6d914c4b8d9can);
});

it.skipIf(!redisServerIsThere('the payload test'))(
  'builds what redis-server restores',
  async () => {
    const server = await startRedisServer();
    const connection = await server.connect();
    const expected: [Buffer, string][] = [
      [integerValue(-128, 1), '-128'],
      [integerValue(-32_768, 2), '-32768'],
      [integerValue(2_147_483_647, 4), '2147483647'],
      [stringValue(Buffer.from('')), ''],
      [stringValue(Buffer.alloc(300, 'y')), 'y'.repeat(300)],
      [stringValue(Buffer.alloc(20_000, 'y')), 'y'.repeat(20_000)],
      ...[21, 22, 23, 30, 266, 267, 1000, 3000].map((count): [Buffer, string] => {
        return [compressedValue(0x7a, count), 'z'.repeat(count)];
      }),
    ];
    for (const [value, text] of expected) {
      const answer = await connection.call('RESTORE', 'k', '0', sealPayload(value), 'REPLACE');
      expect(answer.toString()).toBe('+OK\r\n');
      expect(textOf(decodeReply(await connection.call('GET', 'k')))).toBe(text);
    }
    await connection.close();
    await server.stop();
  },
);
