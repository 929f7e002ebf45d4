/**
 * Replies that wait because a large value is being streamed in front of them. Parts are sent in
 * order, a slice at a time, while the system takes them; a value is read from its pages only when
 * its turn comes, so a slow reader costs no memory for it.
 */
import type { Connection } from '../platform/connection.js';
import type { ReplySource } from '../protocol/reply-writer.js';

const SLICE_BYTES = 65_536;
/** Sending pauses while so much waits in the socket. */
const PENDING_BYTES_MAX = 262_144;

export class OutputQueue {
  private parts: (Uint8Array | ReplySource)[] = [];
  /** Bytes in the queue, not counting what the socket has. */
  bytes = 0;

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** Adds bytes that nobody changes any more. */
  pushBytes(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.bytes += bytes.length;
  }

  pushSource(source: ReplySource): void {
    this.parts.push(source);
    this.bytes += source.length;
  }

  /** Sends until the socket has enough; returns the bytes handed over. */
  pump(connection: Connection): number {
    let sent = 0;
    while (this.parts.length > 0 && connection.isOpen) {
      if (connection.pendingBytes > PENDING_BYTES_MAX) break;
      const slice = this.next();
      if (slice === null) continue;
      this.bytes -= slice.length;
      sent += slice.length;
      connection.write(slice);
    }
    return sent;
  }

  private next(): Uint8Array | null {
    const first = this.parts[0] as Uint8Array | ReplySource;
    if (first instanceof Uint8Array) {
      this.parts.shift();
      return first;
    }
    const slice = first.read(SLICE_BYTES);
    if (slice === null) {
      this.parts.shift();
      first.close();
    }
    return slice;
  }

  /** Drops everything; the client is gone. */
  clear(): void {
    for (const part of this.parts) if (!(part instanceof Uint8Array)) part.close();
    this.parts = [];
    this.bytes = 0;
  }
}
