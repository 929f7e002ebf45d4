/**
 * The byte counter behind `maxmemory`. It refuses instead of overdrawing: nobody holds memory that
 * the budget did not grant, so a refusal is always seen before anything has changed.
 */
import { assert } from '../base/assert.js';

export class Budget {
  /** Bytes that may be granted in all; Infinity where there is no limit. */
  limitBytes: number;
  usedBytes = 0;
  peakBytes = 0;

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.limitBytes = limitBytes;
  }

  get availableBytes(): number {
    return Math.max(0, this.limitBytes - this.usedBytes);
  }

  /** Grants `size` bytes, or returns false and changes nothing. */
  tryReserve(size: number): boolean {
    const used = this.usedBytes + size;
    if (used > this.limitBytes) return false;
    this.usedBytes = used;
    if (used > this.peakBytes) this.peakBytes = used;
    return true;
  }

  unreserve(size: number): void {
    assert(size <= this.usedBytes, `${size} bytes unreserved of ${this.usedBytes} reserved`);
    this.usedBytes -= size;
  }
}
