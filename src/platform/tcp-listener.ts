/**
 * Accepts connections on a TCP address or a unix socket. All connections read into one shared
 * buffer. The cheapest way to do that is the `onread` option, which Node offers for sockets it
 * connects but not for those it accepts; a server with `pauseOnConnect` and a second socket over
 * the accepted handle gets there. Where a probe finds that this does not work, plain `data` events
 * are copied into the same buffer.
 */
import { chmodSync, unlinkSync } from 'node:fs';
import net from 'node:net';
import { getSystemErrorName } from 'node:util';
import { Connection } from './connection.js';

/** Bytes of one read at most. */
export const READ_SIZE_BYTES = 65_536;

export type ReadPath = 'onread' | 'data';

export interface ListenOptions {
  /** Bytes that reads are put into, from `readStart` on. */
  readBuffer: Uint8Array;
  readStart: number;
  /** The read path to use; chosen by a probe if absent. */
  readPath?: ReadPath | undefined;
  backlog: number;
  /** Seconds between TCP keepalive probes; 0 for none. */
  keepAliveSeconds: () => number;
  onConnection: (connection: Connection) => void;
}

/** Permissions are bits, and 0 leaves those that the system gives. */
export type ListenAddress = TcpAddress | { path: string; permissions?: number };

export interface TcpAddress {
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** Part of node:net without a type: a bound handle at once, or a negative error number. */
interface HandleFactory {
  _createServerHandle(
    address: string,
    port: number,
    addressType: 4 | 6,
    descriptor: undefined,
    flags: number,
  ): net.Server | number;
}

/** UV_TCP_IPV6ONLY. */
const IPV6_ONLY = 1;

interface RawSocket {
  _handle: { useUserBuffer?: unknown } | null;
  _server: unknown;
  server: unknown;
}

export class TcpListener {
  readonly server: net.Server;
  /** Of a unix socket; empty for TCP. */
  readonly path: string;
  /** The TCP port it got, also after it was closed; 0 for a unix socket. */
  port = 0;
  private readPath: ReadPath = 'data';

  private constructor(
    /** Where it was asked to listen. */
    private readonly asked: ListenAddress,
    private readonly options: ListenOptions,
  ) {
    this.path = 'path' in asked ? asked.path : '';
    const settings = { pauseOnConnect: true, noDelay: this.path === '' };
    this.server = net.createServer(settings, (socket) => this.accept(socket));
  }

  /** Starts to listen; rejects with the system's error if it cannot. */
  static async listen(address: ListenAddress, options: ListenOptions): Promise<TcpListener> {
    const listener = new TcpListener(address, options);
    if (listener.path !== '') removeFile(listener.path);
    await listener.start();
    if ('path' in address && address.permissions) chmodSync(address.path, address.permissions);
    listener.readPath = options.readPath ?? listener.probe();
    return listener;
  }

  /**
   * Starts to listen before it returns, which the public interface of Node cannot, on a numeric
   * address; throws where the system refuses, with its code.
   */
  static listenNow(address: TcpAddress, options: ListenOptions): TcpListener {
    const { host, port } = address;
    const type = net.isIP(host);
    if (type !== 4 && type !== 6) throw refusal('ENOTFOUND', host);
    const factory = net as unknown as HandleFactory;
    const flags = type === 6 ? IPV6_ONLY : 0;
    const handle = factory._createServerHandle(host, port, type, undefined, flags);
    if (typeof handle === 'number') throw refusal(getSystemErrorName(handle), host);
    const listener = new TcpListener(address, options);
    const { server } = listener;
    // Where listening fails, the error comes as an event too, one tick later.
    server.on('error', () => {});
    server.listen(handle, options.backlog);
    if ((server as unknown as RawSocket)._handle === null) throw refusal('EADDRINUSE', host);
    listener.notePort();
    listener.readPath = options.readPath ?? listener.probe();
    return listener;
  }

  private notePort(): void {
    const address = this.server.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
  }

  private start(): Promise<void> {
    const { asked, server } = this;
    const target = 'path' in asked ? { path: asked.path } : asked;
    // Else "::" would take IPv4 too, and with it the port that "0.0.0.0" is to have.
    const ipv6Only = 'host' in asked && asked.host.includes(':');
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ ...target, ipv6Only, backlog: this.options.backlog }, () => {
        server.removeListener('error', reject);
        this.notePort();
        resolve();
      });
    });
  }

  /** Accepted handles are of the class of the listening one: what that can, they can. */
  private probe(): ReadPath {
    const { _handle: handle } = this.server as unknown as RawSocket;
    return typeof handle?.useUserBuffer === 'function' ? 'onread' : 'data';
  }

  /** Where it listens, with the port it got. */
  get address(): ListenAddress {
    return 'host' in this.asked ? { host: this.asked.host, port: this.port } : this.asked;
  }

  /** Stops accepting at once and leaves the accepted connections alone. */
  stopAccepting(): Promise<void> {
    this.server.close();
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Stops accepting; resolves when every accepted connection is gone. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private accept(raw: net.Socket): void {
    const seconds = this.options.keepAliveSeconds();
    if (seconds > 0 && this.path === '') raw.setKeepAlive(true, seconds * 1000);
    if (this.readPath === 'onread') this.acceptOnRead(raw);
    else this.acceptData(raw);
  }

  private acceptOnRead(raw: net.Socket): void {
    const { readBuffer, readStart } = this.options;
    const internals = raw as unknown as RawSocket;
    let connection: Connection | null = null;
    const options = {
      handle: internals._handle,
      onread: {
        buffer: readBuffer.subarray(readStart, readStart + READ_SIZE_BYTES),
        callback: (size: number): boolean => {
          connection?.handler?.receive(size);
          return true;
        },
      },
    };
    const socket = new net.Socket(options as unknown as net.SocketConstructorOpts);
    const adopted = socket as unknown as RawSocket;
    adopted.server = internals.server;
    adopted._server = internals._server;
    internals._server = null;
    internals._handle = null;
    connection = new Connection(socket, this.path);
    this.options.onConnection(connection);
    socket.resume();
  }

  private acceptData(socket: net.Socket): void {
    const { readBuffer, readStart } = this.options;
    const connection = new Connection(socket, this.path);
    socket.on('data', (data: Uint8Array) => {
      for (let at = 0; at < data.length; at += READ_SIZE_BYTES) {
        const piece = data.subarray(at, at + READ_SIZE_BYTES);
        readBuffer.set(piece, readStart);
        connection.handler?.receive(piece.length);
      }
    });
    this.options.onConnection(connection);
    socket.resume();
  }
}

/** What a failure to listen says about the address; 'other' for anything but its absence. */
export function listenErrorKind(error: unknown): 'no such address' | 'no such protocol' | 'other' {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRNOTAVAIL') return 'no such address';
  return NO_SUCH_PROTOCOL.has(code ?? '') ? 'no such protocol' : 'other';
}

const NO_SUCH_PROTOCOL = new Set([
  'EAFNOSUPPORT',
  'EPFNOSUPPORT',
  'EPROTONOSUPPORT',
  'ESOCKTNOSUPPORT',
  'ENOPROTOOPT',
]);

/** A socket left by a server that was killed would keep the next one from listening. */
function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function refusal(code: string, host: string): Error {
  return Object.assign(new Error(`cannot listen on ${host}: ${code}`), { code });
}
