/**
 * The handle through which one page is read and written while somebody owns it. Access is
 * absolute: `base` is where the page begins in `bytes`, `wordBase` where it begins in `words`.
 * A handle is reused for one page after another (`MemoryManager.open`), so that pages cost no
 * JavaScript objects.
 */
export class Segment {
  page = 0;
  bytes: Uint8Array = new Uint8Array(0);
  words: Int32Array = new Int32Array(0);
  base = 0;
  wordBase = 0;
}

/** The handle of one slot: as Segment, for the cell that a reference names. */
export class Slot {
  reference = 0;
  bytes: Uint8Array = new Uint8Array(0);
  words: Int32Array = new Int32Array(0);
  /** Where the slot begins in `bytes`; a multiple of 4. */
  base = 0;
  /** The size of the slot in bytes. */
  size = 0;
}
