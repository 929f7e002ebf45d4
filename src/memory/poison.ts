/**
 * What free memory is filled with while memory is being verified: whoever reads it after releasing
 * it sees nonsense, and whoever writes to it is found out when it is handed out again.
 */
const POISON = 0xdd;
const PIECE_BYTES = 65_536;
const PIECE = Buffer.alloc(PIECE_BYTES, POISON);

/** Fills bytes[start, end). */
export function poison(bytes: Uint8Array, start: number, end: number): void {
  bytes.fill(POISON, start, end);
}

/** Whether bytes[start, end) are as `poison` left them. */
export function isPoisoned(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += PIECE_BYTES) {
    const limit = Math.min(end, at + PIECE_BYTES);
    if (PIECE.compare(bytes, at, limit, 0, limit - at) !== 0) return false;
  }
  return true;
}
