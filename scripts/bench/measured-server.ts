/** A server process whose processor time and memory are read from outside. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { encodeCommand, RespConnection } from '../../test/support/resp-connection.js';
import {
  type ServerOptions,
  type ServerProcess,
  startRedisServer,
  startSegkv,
} from '../../test/support/server-process.js';

/** What is measured: segkv, or redis-server beside it. */
export type Kind = 'segkv' | 'redis-server';

export class MeasuredServer {
  private readonly ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

  private constructor(readonly process: ServerProcess) {}

  static async start(kind: Kind, options: ServerOptions = {}): Promise<MeasuredServer> {
    const start = kind === 'segkv' ? startSegkv : startRedisServer;
    return new MeasuredServer(await start({ isVerifying: false, ...options }));
  }

  get port(): number {
    return this.process.port;
  }

  /** User and system time of all threads so far. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.process.child.pid}/stat`, 'latin1');
    const fields = stat.replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / this.ticksPerSecond;
  }

  residentBytes(): number {
    const status = readFileSync(`/proc/${this.process.child.pid}/status`, 'latin1');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  }

  /** Time that its main thread was ready to run and had to wait for a processor. */
  waitedSeconds(): number {
    const { pid } = this.process.child;
    const [, waitedNs] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(' ');
    return Number(waitedNs) / 1e9;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

/** Sends `count` requests, a thousand at a time, and waits for the replies. Throws at an error. */
export async function sendMany(
  port: number,
  count: number,
  make: (i: number) => readonly string[],
): Promise<void> {
  const connection = await RespConnection.open({ port });
  const batchSize = 1000;
  for (let sent = 0; sent < count; ) {
    const size = Math.min(batchSize, count - sent);
    const requests = Array.from({ length: size }, (_, i) => encodeCommand([...make(sent + i)]));
    connection.write(Buffer.concat(requests));
    for (let i = 0; i < size; i++) {
      const reply = await connection.nextFrame(60_000);
      if (reply[0] === 0x2d) throw new Error(reply.toString().trim());
    }
    sent += size;
  }
  await connection.close();
}

/** The middle of a list, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] as number;
  return (upper + lower) / 2;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
