/**
 * Misuses a server over the wire: several connections at a time send good, damaged and senseless
 * bytes, in one piece or in many, and leave in every way a client can leave. What the server sends
 * must stay RESP, an observer's replies must stay right, and at the end nothing may be left.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { FrameScanner } from './frame-scanner.js';
import { FuzzRequests } from './fuzz-requests.js';
import { checkInvariants } from './invariants.js';
import { Observer } from './observer.js';
import { Prng } from './prng.js';
import type { ServerProcess } from './server-process.js';

/** Directives for a server under the fuzzer: they bound what one damaged number can ask for. */
export const FUZZ_ARGS: readonly string[] = ['--proto-max-bulk-len', '8mb'];

const REQUESTS_PER_CONNECTION = 40;
const CONNECTIONS_AT_ONCE = 8;
const LEAVE_TIMEOUT_MS = 250;
const CLOSE_TIMEOUT_MS = 20_000;

export interface FuzzSettings {
  readonly seed: number;
  /** Requests to send, of whatever kind. */
  readonly requests: number;
  /** Called now and then with the requests sent so far. */
  readonly onProgress?: (requests: number) => void;
}

export interface FuzzResult {
  readonly requests: number;
  readonly connections: number;
  /** Replies, errors included, that the fuzzing connections received. */
  readonly replies: number;
  readonly observerChecks: number;
  readonly observerSlowestMs: number;
}

interface Tally {
  requests: number;
  connections: number;
  replies: number;
  isOver: boolean;
}

/** Runs the fuzzer. Throws with the seed if the server or an observer's reply goes wrong. */
export async function fuzzServer(
  server: ServerProcess,
  settings: FuzzSettings,
): Promise<FuzzResult> {
  const tally: Tally = { requests: 0, connections: 0, replies: 0, isOver: false };
  const connection = await server.connect();
  const observer = new Observer(connection, new Prng(settings.seed ^ 0x5eed));
  const watching = observer.watch(() => tally.isOver);
  const lanes = Array.from({ length: CONNECTIONS_AT_ONCE }, () => runLane(server, settings, tally));
  try {
    await Promise.race([Promise.all(lanes), watching]);
    tally.isOver = true;
    await watching;
    await checkAfterwards(server);
  } catch (error) {
    throw new Error(`fuzzing with seed ${settings.seed}: ${describe(error)}\n${server.logTail()}`);
  } finally {
    tally.isOver = true;
    await Promise.allSettled([...lanes, watching]);
    await connection.close();
  }
  const { requests, connections, replies } = tally;
  const { checks, slowestMs } = observer;
  return { requests, connections, replies, observerChecks: checks, observerSlowestMs: slowestMs };
}

/** One connection after another until enough requests were sent. */
async function runLane(server: ServerProcess, settings: FuzzSettings, tally: Tally): Promise<void> {
  while (!tally.isOver && tally.requests < settings.requests) {
    const number = tally.connections;
    tally.connections += 1;
    // Each connection has a generator of its own, so its bytes do not depend on the others' speed.
    const prng = new Prng((settings.seed + Math.imul(number, 0x9e3779b1)) >>> 0);
    if (server.hasExited) throw new Error(`${server.name} has ended`);
    try {
      await new FuzzConnection(server.port, prng, tally).run();
    } catch (error) {
      throw new Error(`connection ${number}: ${describe(error)}`);
    }
    if (number % 250 === 0) settings.onProgress?.(tally.requests);
  }
}

/** The server must still answer, be empty after FLUSHALL, and have its accounts in order. */
async function checkAfterwards(server: ServerProcess): Promise<void> {
  const connection = await server.connect();
  const replies = await connection.pipeline([['PING'], ['FLUSHALL'], ['DBSIZE']]);
  const text = replies.map((reply) => reply.toString()).join('');
  if (text !== '+PONG\r\n+OK\r\n:0\r\n') throw new Error(`after the run it answers ${text}`);
  await checkInvariants(connection);
  await connection.close();
}

class FuzzConnection {
  private readonly prng: Prng;
  private readonly tally: Tally;
  private readonly port: number;
  private readonly requests: FuzzRequests;
  private readonly scanner = new FrameScanner();
  private isClosed = false;
  private failure: Error | undefined;

  constructor(port: number, prng: Prng, tally: Tally) {
    this.port = port;
    this.prng = prng;
    this.tally = tally;
    this.requests = new FuzzRequests(prng);
  }

  async run(): Promise<void> {
    const socket = await this.open();
    const isSlowReader = this.prng.chance(0.03);
    if (isSlowReader) socket.pause();
    const batch = this.prng.chance(0.3);
    let left = REQUESTS_PER_CONNECTION;
    while (left > 0 && !this.isClosed) {
      const { bytes, isDamaging } = this.requests.next();
      this.tally.requests += 1;
      left -= 1;
      // Little of what follows would be taken as a request.
      if (isDamaging && this.prng.chance(0.5)) left = Math.min(left, this.prng.integer(0, 5));
      await this.send(socket, bytes);
      if (!batch || socket.writableNeedDrain) await turn();
    }
    if (this.prng.chance(0.8)) await delay(1);
    await this.leave(socket);
    if (this.failure !== undefined) throw this.failure;
  }

  private open(): Promise<net.Socket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port: this.port, host: '127.0.0.1' });
      socket.setNoDelay(true);
      socket.once('connect', () => resolve(socket));
      // After the connection stands, a reset by the server is one way of closing it.
      socket.once('error', reject);
      socket.on('error', () => {});
      socket.on('data', (chunk) => this.receive(chunk, socket));
      socket.once('close', () => {
        this.isClosed = true;
      });
    });
  }

  private receive(chunk: Buffer, socket: net.Socket): void {
    try {
      this.tally.replies += this.scanner.push(chunk).length;
    } catch (error) {
      this.failure ??= error as Error;
      socket.destroy();
    }
  }

  private async send(socket: net.Socket, bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || !socket.writable) return;
    if (bytes.length > 400 || !this.prng.chance(0.06)) {
      socket.write(bytes);
      return;
    }
    // Split at every byte, or at random places with pauses as on a slow line.
    const isSlow = this.prng.chance(0.02);
    const size = this.prng.chance(0.5) ? 1 : this.prng.integer(1, 40);
    for (let at = 0; at < bytes.length && socket.writable; at += size) {
      socket.write(bytes.subarray(at, at + size));
      await (isSlow ? delay(2) : turn());
    }
  }

  /** Ends politely, abruptly, in the middle of a request, or by saying nothing for a while. */
  private async leave(socket: net.Socket): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.isClosed) resolve();
      else socket.once('close', () => resolve());
    });
    switch (this.prng.integer(0, 4)) {
      case 0:
        socket.resetAndDestroy();
        break;
      case 1:
        if (socket.writable) socket.write('*3\r\n$3\r\nSET\r\n$2\r\nk1\r\n$100000\r\ncut');
        await turn();
        socket.destroy();
        break;
      default:
        socket.resume();
        socket.end();
        // A server that still waits for the rest of a request has nothing more to say.
        await Promise.race([closed, delay(LEAVE_TIMEOUT_MS, undefined, { ref: false })]);
        socket.destroy();
    }
    await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
