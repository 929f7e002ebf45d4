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
/** Parts that were sent are forgotten in steps: to shift an array costs its length. */
const SENT_PARTS_MAX = 256;
const SENT = new Uint8Array(0);

export class OutputQueue {
  private parts: (Uint8Array | ReplySource)[] = [];
  /** How many of the parts have been sent. */
  private sentCount = 0;
  /** Bytes in the queue, not counting what the socket has. */
  bytes = 0;

  get isEmpty(): boolean {
    return this.parts.length === this.sentCount;
  }

  /** Parts that wait. */
  get count(): number {
    return this.parts.length - this.sentCount;
  }

  /** Bytes of memory that the parts hold beside the pages of the data. */
  get heldBytes(): number {
    let sum = 0;
    for (let i = this.sentCount; i < this.parts.length; i++) {
      const part = this.parts[i] as Uint8Array | ReplySource;
      sum += part instanceof Uint8Array ? part.length : part.heldBytes;
    }
    return sum;
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
    while (!this.isEmpty && connection.isOpen) {
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
    const first = this.parts[this.sentCount] as Uint8Array | ReplySource;
    if (first instanceof Uint8Array) {
      this.dropFirst();
      return first;
    }
    const slice = first.read(SLICE_BYTES);
    if (slice === null) {
      this.dropFirst();
      first.close();
    }
    return slice;
  }

  private dropFirst(): void {
    this.parts[this.sentCount++] = SENT;
    if (this.isEmpty) this.parts = [];
    else if (this.sentCount >= SENT_PARTS_MAX) this.parts = this.parts.slice(this.sentCount);
    else return;
    this.sentCount = 0;
  }

  /** Drops everything; the client is gone. */
  clear(): void {
    for (let i = this.sentCount; i < this.parts.length; i++) {
      const part = this.parts[i] as Uint8Array | ReplySource;
      if (!(part instanceof Uint8Array)) part.close();
    }
    this.parts = [];
    this.sentCount = 0;
    this.bytes = 0;
  }
}
