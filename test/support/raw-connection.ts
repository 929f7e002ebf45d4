/**
 * A TCP connection that only records: for tests about bytes that are not valid requests, where
 * what comes back has to be taken as one stream.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export class RawConnection {
  readonly socket: net.Socket;
  isClosed = false;
  private readonly chunks: Buffer[] = [];
  private readonly listeners = new Set<() => void>();

  private constructor(socket: net.Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.chunks.push(chunk);
      this.wake();
    });
    // A server that closes with bytes unread resets the connection; that counts as closing.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new RawConnection(socket));
      });
    });
  }

  /** All bytes received so far. */
  get received(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** Sends bytes unless the connection is closed already. */
  write(bytes: Buffer | string): void {
    if (!this.isClosed && this.socket.writable) this.socket.write(bytes);
  }

  /** Waits until the condition holds, the connection is closed or the time is over. */
  async until(condition: () => boolean, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!this.isClosed && !condition()) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      await Promise.race([this.nextEvent(), delay(left)]);
    }
  }

  /** Waits until the server has closed; false if it has not in time. */
  async untilClosed(timeoutMs: number): Promise<boolean> {
    await this.until(() => false, timeoutMs);
    return this.isClosed;
  }

  close(): void {
    this.socket.destroy();
  }

  private nextEvent(): Promise<void> {
    return new Promise((resolve) => {
      const listener = (): void => {
        this.listeners.delete(listener);
        resolve();
      };
      this.listeners.add(listener);
    });
  }

  private wake(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
