/**
 * A TCP client that hands out replies as the raw bytes the server sent, in RESP2 or RESP3, because
 * tests here compare bytes. It retries nothing and reinterprets nothing.
 */
import net from 'node:net';
import { FrameScanner } from './frame-scanner.js';

export type Argument = string | number | bigint | Buffer;

export interface ConnectionTarget {
  readonly port: number;
  readonly host?: string;
  /** The address to connect from, for tests that need more ports than one address has. */
  readonly localAddress?: string;
}

/** The server closed the connection, or a reply did not come in time. */
export class ConnectionLostError extends Error {
  override name = 'ConnectionLostError';
}

interface Waiter {
  readonly resolve: (frame: Buffer) => void;
  readonly reject: (error: Error) => void;
}

export class RespConnection {
  readonly socket: net.Socket;
  /** Resolves when the connection is closed, from whichever side. */
  readonly closed: Promise<void>;
  isClosed = false;
  /** When set, RESP3 pushes go here instead of taking a place among the replies. */
  onPush: ((frame: Buffer) => void) | undefined;
  private readonly scanner = new FrameScanner();
  private readonly frames: Buffer[] = [];
  private readonly waiters: Waiter[] = [];
  private failure: Error = new ConnectionLostError('connection closed');

  private constructor(socket: net.Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', (error) => {
      this.failure = new ConnectionLostError(`connection lost: ${error.message}`);
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.fail(this.failure);
        resolve();
      });
    });
  }

  /** Connects; rejects if the server does not accept. */
  static open(target: ConnectionTarget): Promise<RespConnection> {
    return new Promise((resolve, reject) => {
      const options: net.TcpNetConnectOpts = {
        port: target.port,
        host: target.host ?? '127.0.0.1',
      };
      if (target.localAddress !== undefined) options.localAddress = target.localAddress;
      const socket = net.connect(options);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new RespConnection(socket));
      });
    });
  }

  /** Sends bytes as they are. */
  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** Sends one command as a RESP array of bulk strings; the reply is left to nextFrame. */
  send(...args: Argument[]): void {
    this.socket.write(encodeCommand(args));
  }

  /** Sends one command and returns its raw reply. */
  async call(...args: Argument[]): Promise<Buffer> {
    this.send(...args);
    return this.nextFrame();
  }

  /** Sends all commands in one write and returns their raw replies in order. */
  async pipeline(commands: readonly (readonly Argument[])[], timeoutMs = 20_000) {
    this.socket.write(Buffer.concat(commands.map((command) => encodeCommand(command))));
    const replies: Buffer[] = [];
    for (let index = 0; index < commands.length; index += 1) {
      replies.push(await this.nextFrame(timeoutMs));
    }
    return replies;
  }

  /** The next reply. Rejects with ConnectionLostError if the connection ends or time runs out. */
  nextFrame(timeoutMs = 20_000): Promise<Buffer> {
    const ready = this.frames.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.isClosed) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(new ConnectionLostError(`no reply within ${timeoutMs} ms`));
      }, timeoutMs);
      const waiter: Waiter = {
        resolve: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.waiters.push(waiter);
    });
  }

  /** Closes from this side and waits until it is done. */
  async close(): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }

  private receive(chunk: Buffer): void {
    let frames: Buffer[];
    try {
      frames = this.scanner.push(chunk);
    } catch (error) {
      this.failure = error as Error;
      this.socket.destroy();
      return;
    }
    for (const frame of frames) {
      if (frame[0] === 0x3e && this.onPush !== undefined) this.onPush(frame);
      else this.deliver(frame);
    }
  }

  private deliver(frame: Buffer): void {
    const waiter = this.waiters.shift();
    if (waiter === undefined) this.frames.push(frame);
    else waiter.resolve(frame);
  }

  private fail(error: Error): void {
    this.isClosed = true;
    for (const waiter of this.waiters.splice(0)) waiter.reject(error);
  }
}

/** The bytes of an argument: numbers in decimal, strings as UTF-8. */
export function argumentBytes(argument: Argument): Buffer {
  return Buffer.isBuffer(argument) ? argument : Buffer.from(String(argument));
}

/** A command as a RESP array of bulk strings. */
export function encodeCommand(args: readonly Argument[]): Buffer {
  const parts: Buffer[] = [Buffer.from(`*${args.length}\r\n`)];
  for (const argument of args) {
    const bytes = argumentBytes(argument);
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n'));
  }
  return Buffer.concat(parts);
}
