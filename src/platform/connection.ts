/**
 * One accepted connection, as the server sees it. Two implementations of the read path hide behind
 * it (see tcp-listener.ts); writes go through the socket's stream, which hands a buffer to the
 * system at once where it can.
 */
import type { Socket } from 'node:net';

/** Who is told what happens on a connection. */
export interface ConnectionHandler {
  /** `size` bytes have been read to the listener's read buffer at `readStart`. */
  receive(size: number): void;
  /** All that was written has been taken by the system. */
  drained(): void;
  /** The connection is gone; nothing follows, but perhaps this again. */
  closed(): void;
}

export class Connection {
  handler: ConnectionHandler | null = null;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  /** Path of the unix socket it came in by; empty for TCP. */
  readonly unixPath: string;
  private isClosing = false;

  constructor(
    readonly socket: Socket,
    unixPath: string,
  ) {
    this.unixPath = unixPath;
    this.remoteAddress = plainAddress(socket.remoteAddress);
    this.remotePort = socket.remotePort ?? 0;
    this.localAddress = plainAddress(socket.localAddress);
    this.localPort = socket.localPort ?? 0;
    socket.on('error', () => this.lost());
    socket.on('end', () => this.ended());
    socket.on('drain', () => this.handler?.drained());
    socket.once('close', () => this.handler?.closed());
  }

  /** The file descriptor, -1 where the system has none. */
  get descriptor(): number {
    const { _handle: handle } = this.socket as unknown as { _handle?: { fd?: number } };
    return handle?.fd ?? -1;
  }

  /** Bytes written but not taken by the system yet. */
  get pendingBytes(): number {
    return this.socket.writableLength;
  }

  get isOpen(): boolean {
    return !this.isClosing && !this.socket.destroyed;
  }

  /**
   * Writes bytes. True if the system took them all, so that the memory may be reused; otherwise
   * they must stay untouched for good.
   */
  write(bytes: Uint8Array): boolean {
    if (!this.isOpen) return true;
    this.socket.write(bytes);
    return this.socket.writableLength === 0;
  }

  pauseReading(): void {
    this.socket.pause();
  }

  resumeReading(): void {
    if (this.isOpen) this.socket.resume();
  }

  /**
   * The peer sends no more. What it has not taken by now it may never take, and a connection that
   * only waits for that would stay for good; one that is being closed is given the time.
   */
  private ended(): void {
    if (!this.isClosing) this.lost();
  }

  /** The socket's own 'close' comes a turn later, when somebody may have taken the place. */
  private lost(): void {
    this.destroy();
    this.handler?.closed();
  }

  /** Closes after what was written has been sent. */
  end(): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.socket.end(() => this.socket.destroy());
  }

  /** Closes at once. */
  destroy(): void {
    this.isClosing = true;
    this.socket.destroy();
  }
}

/** IPv4 addresses come mapped into IPv6 on a dual-stack socket. */
function plainAddress(address: string | undefined): string {
  if (address === undefined) return '';
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
