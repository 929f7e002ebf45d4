/**
 * A part of a paged value that is being sent to a client: read from the pages slice by slice. If
 * the value changes or goes before all was sent, what is left is copied out first. It has the
 * shape of the reply writer's ReplySource.
 */
import type { PagedBytes, PagedReader } from '../structures/paged-bytes.js';

export class PagedReply implements PagedReader {
  readonly length: number;
  /** What is left to be sent, once it was copied out: bytes[restStart, …). */
  private rest: Uint8Array | null = null;
  private restStart = 0;
  private isClosed = false;

  /** Sends the bytes from `position` to before `end` of the value. */
  constructor(
    private readonly values: PagedBytes,
    readonly head: number,
    public position: number,
    readonly end: number,
  ) {
    this.length = end - position;
    values.addReader(this);
  }

  get heldBytes(): number {
    return this.rest === null ? 0 : this.end - this.position;
  }

  read(size: number): Uint8Array | null {
    const left = this.end - this.position;
    if (left === 0) return null;
    const count = Math.min(size, left);
    const slice = new Uint8Array(count);
    if (this.rest !== null) {
      const from = this.position - this.restStart;
      slice.set(this.rest.subarray(from, from + count));
    } else this.values.read(this.head, this.position, slice, 0, count);
    this.position += count;
    return slice;
  }

  detach(copy: Uint8Array, start: number): void {
    this.rest = copy;
    this.restStart = start;
  }

  close(): void {
    if (!this.isClosed && this.rest === null) this.values.removeReader(this);
    this.isClosed = true;
    this.rest = null;
  }
}
