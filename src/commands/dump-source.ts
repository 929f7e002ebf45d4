/** The DUMP payload of a value in pages, streamed: header, the value's pages, footer. */
import type { PagedReply } from '../keyspace/paged-reply.js';
import type { ReplySource } from '../protocol/reply-writer.js';

export class DumpSource implements ReplySource {
  readonly length: number;
  /** 0 while the header is to be sent, 1 during the value, 2 for the footer, 3 at the end. */
  private stage = 0;

  constructor(
    private readonly head: Uint8Array,
    private readonly value: PagedReply,
    private readonly footer: Uint8Array,
  ) {
    this.length = head.length + value.length + footer.length;
  }

  get heldBytes(): number {
    return this.head.length + this.footer.length + this.value.heldBytes;
  }

  /** Header and footer are a few bytes and come whole, whatever `size` says. */
  read(size: number): Uint8Array | null {
    if (this.stage === 0) {
      this.stage = 1;
      return this.head;
    }
    if (this.stage === 1) {
      const piece = this.value.read(size);
      if (piece !== null) return piece;
      this.stage = 2;
    }
    if (this.stage === 3) return null;
    this.stage = 3;
    return this.footer;
  }

  close(): void {
    this.value.close();
  }
}
