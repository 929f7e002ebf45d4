/**
 * An argument too large for the read buffer, received into pages as it arrives. The reader fills
 * it; a command either adopts its pages as a value or reads it piece by piece. Whatever is left
 * after the command is released by the reader.
 */
export interface PagedArgument {
  /** The size of the whole argument in bytes. */
  readonly length: number;
  /** Copies bytes from `offset` on into target[start, end). */
  copyTo(offset: number, target: Uint8Array, start: number, end: number): void;
}
