/**
 * Reads a string as contiguous runs of memory, whatever its encoding, so that a scan over it
 * copies nothing. One instance is reused for one string after another.
 */
import type { Database } from './database.js';
import { ENCODING_INT, ENCODING_PAGED } from './item-layout.js';
import { readString, stringLength } from './string-values.js';

/** The longest 64-bit integer has 20 characters; a whole number of words. */
const DIGITS_MAX = 24;

export class StringRuns {
  /** The length of the whole string. */
  length = 0;
  /** The run that `seek` found is bytes[start, end), or a hole: as many zero bytes. */
  bytes: Uint8Array = new Uint8Array(0);
  /** The same memory in words: word i is bytes 4 i to 4 i + 3. */
  words: Int32Array = new Int32Array(0);
  start = 0;
  end = 0;
  isHole = false;
  private db: Database | null = null;
  /** The string's paged value; 0 while it stands in one run. */
  private head = 0;
  private readonly digits = new Uint8Array(DIGITS_MAX);
  private readonly digitWords = new Int32Array(this.digits.buffer);
  private base = 0;

  /** Turns to the string that the database's last find found; valid as long as the view is. */
  open(db: Database): void {
    const { view } = db;
    this.db = db;
    this.length = stringLength(db);
    this.isHole = false;
    this.head = 0;
    if (view.encoding === ENCODING_PAGED) {
      this.head = view.valueReference;
      return;
    }
    if (view.encoding === ENCODING_INT) {
      readString(db, 0, this.digits, 0, this.length);
      this.bytes = this.digits;
      this.words = this.digitWords;
      this.base = 0;
      return;
    }
    this.bytes = view.bytes;
    this.words = view.words;
    this.base = view.shortAt;
  }

  /** Finds the run at `position`, which is below the length; returns how many bytes it has. */
  seek(position: number): number {
    if (this.head === 0) {
      this.start = this.base + position;
      this.end = this.base + this.length;
      return this.length - position;
    }
    const { pagedValues } = (this.db as Database).items;
    pagedValues.seek(this.head, position);
    this.bytes = pagedValues.runBytes;
    this.words = pagedValues.runWords;
    this.start = pagedValues.runStart;
    this.end = this.start + pagedValues.runLength;
    this.isHole = pagedValues.isHole;
    return pagedValues.runLength;
  }
}
