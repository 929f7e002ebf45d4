/**
 * Memory goes back to the system: after a gigabyte was loaded and dropped, and after values of
 * hundreds of megabytes, on each version of Node that is there. What the process keeps beyond its
 * start is compared with what Node itself keeps after the same traffic without the data.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { countFrom } from '../support/prng.js';
import {
  peakResidentBytes,
  residentBytes,
  residentMemoryIsKnown,
} from '../support/resident-memory.js';
import { type ServerProcess, startSegkv } from '../support/server-process.js';

const MIB = 1_048_576;
/** A gigabyte; fewer for a quick look. */
const KEYS = countFrom('MEMORY_RETURN_KEYS', 1_000_000);
const VALUE = 'v'.repeat(1000);
const RETURN_MS = 2000;
const KEPT_BYTES_MAX = 16 * MIB;
const PIPELINE = 1000;
const EXTRA_SHARE_MAX = 1.2;
const isKnown = residentMemoryIsKnown('measuring resident memory');
/** Another Node to try, such as the newest: SEGKV_OTHER_NODE=/path/to/node. */
const nodes = [process.execPath, process.env.SEGKV_OTHER_NODE ?? ''].filter((path) => path !== '');

/** Sends bytes and waits for replies of one line each; nothing is kept of them. */
class LineClient {
  private lines = 0;
  private wanted = 0;
  private wake: () => void = () => {};
  private readonly socket: net.Socket;
  /** Error replies seen. */
  errors = 0;

  constructor(port: number) {
    this.socket = net.connect({ port, host: '127.0.0.1' });
    this.socket.on('data', (chunk) => {
      for (const byte of chunk) {
        if (byte === 10) this.lines++;
        if (byte === 0x2d) this.errors++;
      }
      if (this.lines >= this.wanted) this.wake();
    });
  }

  /** Resolves when `count` more lines have come. */
  async send(bytes: string | Buffer, count: number): Promise<void> {
    this.wanted += count;
    const arrived = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.socket.write(bytes);
    if (this.lines < this.wanted) await arrived;
    expect(this.errors).toBe(0);
  }

  /** Sends bytes that are not answered yet; resolves when the system has taken most of them. */
  async sendDrained(bytes: Buffer): Promise<void> {
    if (this.socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      this.socket.once('drain', resolve);
    });
  }

  close(): void {
    this.socket.destroy();
  }
}

async function load(client: LineClient, nameOf: (i: number) => string): Promise<void> {
  for (let at = 0; at < KEYS; at += PIPELINE) {
    let batch = '';
    for (let i = at; i < Math.min(KEYS, at + PIPELINE); i++) {
      const key = nameOf(i);
      batch += `*3\r\n$3\r\nSET\r\n$${key.length}\r\n${key}\r\n$${VALUE.length}\r\n${VALUE}\r\n`;
    }
    await client.send(batch, Math.min(KEYS, at + PIPELINE) - at);
  }
}

const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
const pidOf = (server: ServerProcess): number => server.child.pid as number;

/** The least that the process has within the time. */
async function settle(pid: number, wanted: number): Promise<number> {
  const deadline = performance.now() + RETURN_MS;
  let least = residentBytes(pid);
  while (least > wanted && performance.now() < deadline) {
    await delay(20);
    least = Math.min(least, residentBytes(pid));
  }
  return least;
}

describe.each(nodes)('memory goes back on %s', (nodePath) => {
  it.runIf(isKnown)('after a gigabyte was loaded and flushed', { timeout: 120_000 }, async () => {
    const server = await startSegkv({ nodePath, isVerifying: false });
    const client = new LineClient(server.port);
    try {
      await delay(500);
      const pid = pidOf(server);
      const atStart = residentBytes(pid);
      await load(client, () => 'key');
      await client.send('FLUSHALL\r\n', 1);
      await delay(500);
      const ofNode = Math.max(0, residentBytes(pid) - atStart);
      await load(client, (i) => `key:${i}`);
      const loaded = residentBytes(pid);
      expect(loaded - atStart).toBeGreaterThan(KEYS * VALUE.length);
      await client.send('FLUSHALL\r\n', 1);
      const atEnd = await settle(pid, atStart + KEPT_BYTES_MAX);
      console.info(
        `at start ${mib(atStart)}, loaded ${mib(loaded)}, flushed ${mib(atEnd)}; ` +
          `the same traffic to one key leaves ${mib(ofNode)} more than at start`,
      );
      expect(atEnd - atStart).toBeLessThan(KEPT_BYTES_MAX + ofNode);
    } finally {
      client.close();
      await server.stop();
    }
  });

  it.runIf(isKnown)('after a value of 256 MiB, which takes little more', async () => {
    const server = await startSegkv({ nodePath, isVerifying: false });
    const client = new LineClient(server.port);
    try {
      const pid = pidOf(server);
      // What Node itself keeps once it received a large value.
      await setLarge(client, 32);
      await client.send('DEL large\r\n', 1);
      await delay(500);
      const before = residentBytes(pid);
      await setLarge(client, 256);
      const extra = peakResidentBytes(pid) - before;
      console.info(`256 MiB were received with ${mib(extra)} more`);
      expect(extra).toBeLessThan(EXTRA_SHARE_MAX * 256 * MIB);
      await client.send('DEL large\r\n', 1);
      const after = await settle(pid, before + KEPT_BYTES_MAX);
      expect(after - before).toBeLessThan(KEPT_BYTES_MAX);
    } finally {
      client.close();
      await server.stop();
    }
  });

  it.runIf(isKnown)('and a large value takes time in proportion to its size', async () => {
    const server = await startSegkv({ nodePath, isVerifying: false });
    const client = new LineClient(server.port);
    try {
      await setLarge(client, 64);
      const durations: number[] = [];
      for (const size of [64, 128, 256]) {
        durations.push(await setLarge(client, size));
        await client.send('DEL large\r\n', 1);
      }
      console.info(`64, 128, 256 MiB: ${durations.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
      const [small, , large] = durations as [number, number, number];
      expect(large / small).toBeLessThan(4 * 2);
    } finally {
      client.close();
      await server.stop();
    }
  });
});

/** Sets a key to a value of so many MiB; resolves with the milliseconds it took. */
async function setLarge(client: LineClient, sizeMib: number): Promise<number> {
  const started = performance.now();
  const piece = Buffer.alloc(MIB, 'x');
  await client.send(`*3\r\n$3\r\nSET\r\n$5\r\nlarge\r\n$${sizeMib * MIB}\r\n`, 0);
  for (let i = 0; i < sizeMib; i++) await client.sendDrained(piece);
  await client.send('\r\n', 1);
  return performance.now() - started;
}
