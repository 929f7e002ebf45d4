/**
 * Receives one large argument into pages as its bytes arrive. Once memory is refused the rest of
 * the argument is skipped, and the request fails when it is complete.
 */
import type { MemoryManager } from '../memory/memory-manager.js';
import { Segment } from '../memory/segment.js';

/** Bytes at the beginning that stay readable after the pages were adopted: the slow log's share. */
const PREVIEW_BYTES = 128;

export class PageCollector {
  /** The first bytes of the argument, or all of them; the first `received` are valid. */
  readonly preview: Uint8Array;
  /** Numbers of the pages, all full but the last; the first `pageCount` entries. */
  pages = new Int32Array(8);
  pageCount = 0;
  received = 0;
  /** Whether memory was refused: the pages are gone and the content is lost. */
  isRefused = false;
  private readonly segment = new Segment();

  constructor(
    private readonly memory: MemoryManager,
    /** Who pays for the pages until a command adopts them. */
    readonly owner: number,
    readonly length: number,
  ) {
    this.preview = new Uint8Array(Math.min(length, PREVIEW_BYTES));
  }

  /** Appends bytes[start, end), which the argument's length covers. */
  append(bytes: Uint8Array, start: number, end: number): void {
    const pageSize = this.memory.layout.pageSizeBytes;
    const { preview, received } = this;
    if (received < preview.length) {
      const run = bytes.subarray(start, Math.min(end, start + preview.length - received)); // cold
      preview.set(run, received);
    }
    let at = start;
    while (at < end && !this.isRefused) {
      const offset = this.received & (pageSize - 1);
      if (offset === 0 && !this.addPage()) return;
      const size = Math.min(pageSize - offset, end - at);
      this.memory.open(this.pages[this.pageCount - 1], this.segment);
      const run = bytes.subarray(at, at + size); // cold
      this.segment.bytes.set(run, this.segment.base + offset);
      this.received += size;
      at += size;
    }
  }

  copyTo(offset: number, target: Uint8Array, start: number, end: number): void {
    const pageSize = this.memory.layout.pageSizeBytes;
    let from = offset;
    let at = start;
    while (at < end) {
      const inPage = from & (pageSize - 1);
      const size = Math.min(pageSize - inPage, end - at);
      this.memory.open(this.pages[Math.floor(from / pageSize)], this.segment);
      const source = this.segment.base + inPage;
      target.set(this.segment.bytes.subarray(source, source + size), at); // cold
      from += size;
      at += size;
    }
  }

  /** Forgets the pages after a command adopted them. */
  surrender(): void {
    this.pageCount = 0;
  }

  /** Gives the pages back that nobody adopted. */
  release(): void {
    for (let i = 0; i < this.pageCount; i++) this.memory.release(this.owner, this.pages[i]);
    this.pageCount = 0;
  }

  private addPage(): boolean {
    const page = this.memory.allocatePage(this.owner);
    if (page === 0) {
      this.isRefused = true;
      this.release();
      return false;
    }
    if (this.pageCount === this.pages.length) {
      const wide = new Int32Array(this.pages.length * 2);
      wide.set(this.pages);
      this.pages = wide;
    }
    this.pages[this.pageCount++] = page;
    return true;
  }
}
