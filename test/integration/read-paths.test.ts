/**
 * Both ways in which bytes come off a connection: requests split anywhere, values far larger than
 * any buffer, readers that do not read, and connections that end in the middle.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ReadPath } from '../../src/platform/tcp-listener.js';
import { Prng, seedFrom } from '../support/prng.js';
import { RawConnection } from '../support/raw-connection.js';
import { encodeCommand } from '../support/resp-connection.js';
import { eventually, type RunningServer, say, withServer } from '../support/running-server.js';

const MEBIBYTE = 1024 * 1024;
const READ_PATHS: readonly ReadPath[] = ['onread', 'data'];

/** Bytes that the system holds for this process beside the JavaScript heap. */
function externalBytes(): number {
  const { arrayBuffers, external } = process.memoryUsage();
  return Math.max(arrayBuffers, external);
}

function requestPages(running: RunningServer): number {
  return running.server.memory.budget.usedBytes;
}

describe.each(READ_PATHS)('the read path %s', (readPath) => {
  it('takes a pipeline that is split at any byte', () =>
    withServer({ readPath }, async (running) => {
      const pipeline = Buffer.concat([
        encodeCommand(['SET', 'key', 'va\r\nlue']),
        Buffer.from('  GET "k\\x65y"  \r\n\r\n'),
        encodeCommand(['INCR', 'n']),
        Buffer.from('*0\r\n'),
        encodeCommand(['ECHO', '']),
        encodeCommand(['NOSUCH', 'x']),
      ]);
      const expected = (n: number): string =>
        `+OK\r\n$7\r\nva\r\nlue\r\n:${n}\r\n$0\r\n\r\n` +
        "-ERR unknown command 'NOSUCH', with args beginning with: 'x' \r\n";
      const connection = await RawConnection.open(running.port);
      let text = '';
      for (let at = 1; at < pipeline.length; at++) {
        connection.write(pipeline.subarray(0, at));
        await delay(1);
        connection.write(pipeline.subarray(at));
        text += expected(at);
        await connection.until(() => connection.received.length >= text.length, 3000);
        expect(connection.received.toString(), `split at ${at}`).toBe(text);
      }
      connection.close();
    }));

  it('takes requests of all sizes cut into random pieces', () =>
    withServer({ readPath }, async (running) => {
      const seed = seedFrom('READ_PATHS_SEED');
      const prng = new Prng(seed);
      const sizes = [0, 1, 1000, 16_383, 16_384, 20_000, 32_767, 32_768, 65_535, 65_536, 200_000];
      const connection = await running.connect();
      const values = sizes.map((size) => prng.bytes(size));
      const requests = values.flatMap((value, i) => [
        encodeCommand(['SET', `k${i}`, value]),
        encodeCommand(['GET', `k${i}`]),
      ]);
      const bytes = Buffer.concat(requests);
      for (let at = 0; at < bytes.length; ) {
        const size = prng.chance(0.5) ? prng.integer(1, 50) : prng.integer(1, 100_000);
        connection.write(bytes.subarray(at, at + size));
        at += size;
        if (prng.chance(0.3)) await delay(1);
      }
      for (const value of values) {
        expect((await connection.nextFrame()).toString(), `seed ${seed}`).toBe('+OK\r\n');
        const frame = await connection.nextFrame();
        const body = frame.subarray(frame.indexOf('\n') + 1, -2);
        expect(body.equals(value), `seed ${seed}, ${value.length} bytes`).toBe(true);
      }
    }));

  it('takes and gives a value of 100 MB, and gives its memory back', () =>
    withServer({ readPath }, async (running) => {
      const connection = await running.connect();
      const pagesBefore = requestPages(running);
      const value = Buffer.alloc(100 * MEBIBYTE, 'segment pool ');
      const before = externalBytes();
      expect(await say(connection, 'SET', 'k', value)).toBe('+OK');
      expect(requestPages(running) - pagesBefore).toBeLessThan(1.2 * value.length);
      connection.send('GET', 'k');
      const reply = await connection.nextFrame(30_000);
      expect(reply.length).toBe(value.length + '$104857600\r\n\r\n'.length);
      expect(reply.subarray(12, 12 + value.length).equals(value)).toBe(true);
      running.server.keyspace.flushAll();
      running.server.memory.releaseFreeMemory();
      expect(requestPages(running)).toBe(pagesBefore);
      // The client's own copies (request and reply) are all that may be left.
      expect(externalBytes() - before).toBeLessThan(4.2 * value.length);
    }));

  it('lets a thousand large replies wait for a slow reader without copying them', () =>
    withServer({ readPath }, async (running) => {
      const asker = await running.connect();
      const slow = await running.connect();
      await asker.call('SET', 'k', 'v'.repeat(MEBIBYTE));
      slow.socket.pause();
      const before = externalBytes();
      slow.write(Buffer.concat(Array.from({ length: 1000 }, () => encodeCommand(['GET', 'k']))));
      await eventually(async () => {
        const properties = await running.properties(asker, 2);
        return Number(properties.get('omem')) > 900 * MEBIBYTE;
      });
      expect(Number((await running.properties(asker, 2)).get('tot-mem'))).toBeLessThan(MEBIBYTE);
      expect(externalBytes() - before).toBeLessThan(16 * MEBIBYTE);
      // The value goes while all wait for it: what they still need is copied once, for all.
      expect(await say(asker, 'SET', 'k', 'short')).toBe('+OK');
      expect(externalBytes() - before).toBeLessThan(20 * MEBIBYTE);
      slow.socket.resume();
      const head = `$${MEBIBYTE}\r\n`;
      for (let i = 0; i < 1000; i++) {
        const frame = await slow.nextFrame();
        expect(frame.length).toBe(head.length + MEBIBYTE + 2);
        if (i % 250 === 0) {
          expect(frame.equals(Buffer.from(`${head}${'v'.repeat(MEBIBYTE)}\r\n`))).toBe(true);
        }
      }
      expect(await say(slow, 'GET', 'k')).toBe('$5 short');
    }));

  it('forgets what a connection was in the middle of when it ends', () =>
    withServer({ readPath }, async (running) => {
      const { clients } = running.server;
      const asker = await running.connect();
      await asker.call('SET', 'k', 'v'.repeat(MEBIBYTE));
      const pages = requestPages(running);
      const request = encodeCommand(['SET', 'other', 'x'.repeat(300_000)]);
      const reading = encodeCommand(['GET', 'k']);
      const ends = [
        (connection: RawConnection) => connection.socket.destroy(),
        (connection: RawConnection) => connection.socket.resetAndDestroy(),
        (connection: RawConnection) => connection.socket.end(),
      ];
      for (const end of ends) {
        for (const bytes of [request.subarray(0, 5), request.subarray(0, 200_000), reading]) {
          const connection = await RawConnection.open(running.port);
          connection.socket.pause();
          connection.write(Buffer.concat([bytes, bytes === reading ? reading : Buffer.alloc(0)]));
          await eventually(() => clients.count === 2);
          await delay(20);
          end(connection);
          connection.socket.resume();
          await eventually(() => clients.count === 1);
          connection.close();
          expect(requestPages(running)).toBe(pages);
        }
      }
      expect(await say(asker, 'GET', 'other')).toBe('$-1');
      expect(await say(asker, 'SET', 'k', 'v')).toBe('+OK');
    }));
});
