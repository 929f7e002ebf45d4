/**
 * Collects a long text as UTF-8 while it is being made. Encoding megabytes in one go would stop the
 * event loop; here it happens bit by bit, and only copying is left for the end.
 */

/** Characters encoded together. */
const BATCH = 16_384;

export class Utf8Text {
  private readonly parts: Buffer[] = [];
  private pending = '';

  push(text: string): void {
    this.pending += text;
    if (this.pending.length >= BATCH) this.encodePending();
  }

  /** All that was pushed. */
  finish(): Uint8Array {
    this.encodePending();
    return Buffer.concat(this.parts);
  }

  private encodePending(): void {
    this.parts.push(Buffer.from(this.pending, 'utf8'));
    this.pending = '';
  }
}
