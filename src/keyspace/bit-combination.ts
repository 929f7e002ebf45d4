/**
 * Combines whole strings bit by bit (BITOP). Short strings count as padded with zeros. The work is
 * done a page at a time, pages that are absent in every source are not looked at, and a page of
 * zeros in the result stays absent.
 */
import type { Database } from './database.js';
import { ENCODING_PAGED, NO_EXPIRY } from './item-layout.js';
import { copyOfString, inlineLengthMax, setPaged, setRaw, stringLength } from './string-values.js';

export type BitOperation = 'AND' | 'OR' | 'XOR' | 'NOT';

/** A string that takes part: a short one copied, or the head of a paged one. */
interface Source {
  readonly length: number;
  readonly bytes: Uint8Array | null;
  readonly head: number;
}

const WORD_BYTES = 4;

export class BitCombination {
  /** The length in bytes of the result: that of the longest source. */
  length = 0;
  private readonly sources: Source[] = [];
  /** A page of the result, and one of a source, as bytes and as words. */
  private readonly result: Uint8Array;
  private readonly resultWords: Int32Array;
  private readonly operand: Uint8Array;
  private readonly operandWords: Int32Array;

  constructor(
    private readonly db: Database,
    private readonly operation: BitOperation,
  ) {
    const size = db.keyspace.memory.layout.pageSizeBytes;
    this.result = new Uint8Array(size);
    this.resultWords = new Int32Array(this.result.buffer);
    this.operand = new Uint8Array(size);
    this.operandWords = new Int32Array(this.operand.buffer);
  }

  /** Adds the string that the database's last find found. */
  addFound(): void {
    const { db } = this;
    const length = stringLength(db);
    const isPaged = db.view.encoding === ENCODING_PAGED;
    this.sources.push({
      length,
      bytes: isPaged ? null : copyOfString(db),
      head: isPaged ? db.view.valueReference : 0,
    });
    this.length = Math.max(this.length, length);
  }

  /** Adds a key that does not exist: an empty string. */
  addMissing(): void {
    this.sources.push({ length: 0, bytes: null, head: 0 });
  }

  /** Makes the result, which is not empty, the value of a key; false if memory is refused. */
  store(key: Uint8Array, keyStart: number, keyEnd: number): boolean {
    const { db, length } = this;
    if (length <= inlineLengthMax(keyEnd - keyStart, false)) {
      if (!this.combine(0, length)) this.result.fill(0, 0, length);
      return setRaw(db, key, keyStart, keyEnd, this.result, 0, length);
    }
    const { memory } = db.keyspace;
    if (memory.hooks !== null) {
      db.keyspace.attribution.enterKey(db, ENCODING_PAGED, key, keyStart, keyEnd);
    }
    const head = this.createResult();
    return head !== 0 && setPaged(db, key, keyStart, keyEnd, head, NO_EXPIRY);
  }

  private createResult(): number {
    const { length, result } = this;
    const { pagedValues } = this.db.items;
    const head = pagedValues.create(length);
    if (head === 0) return 0;
    for (let at = 0; at < length; at += result.length) {
      const size = Math.min(result.length, length - at);
      if (!this.combine(at, size)) continue;
      if (!pagedValues.write(head, at, result, 0, size)) {
        pagedValues.release(head);
        return 0;
      }
    }
    return head;
  }

  /** Computes `size` bytes from `at` on into `result`; false, maybe unwritten, if all are zeros. */
  private combine(at: number, size: number): boolean {
    const { operation, sources, result, resultWords } = this;
    const words = Math.ceil(size / WORD_BYTES);
    let isZero = !this.load(sources[0] as Source, at, size, result);
    if (isZero) result.fill(0);
    if (operation === 'NOT') {
      for (let i = 0; i < words; i++) resultWords[i] = ~resultWords[i];
      return true;
    }
    for (let i = 1; i < sources.length; i++) {
      if (operation === 'AND' && isZero) return false;
      const isPresent = this.load(sources[i] as Source, at, size, this.operand);
      if (isPresent) this.apply(words);
      else if (operation === 'AND') return false;
      isZero &&= !isPresent;
    }
    return !isZero && resultWords.subarray(0, words).some((word) => word !== 0);
  }

  private apply(words: number): void {
    const { operation, resultWords, operandWords } = this;
    if (operation === 'AND') {
      for (let i = 0; i < words; i++) resultWords[i] &= operandWords[i];
    } else if (operation === 'OR') {
      for (let i = 0; i < words; i++) resultWords[i] |= operandWords[i];
    } else {
      for (let i = 0; i < words; i++) resultWords[i] ^= operandWords[i];
    }
  }

  /** Copies `size` bytes of a source into target, padded with zeros; false if all are absent. */
  private load(source: Source, at: number, size: number, target: Uint8Array): boolean {
    const limit = Math.min(size, source.length - at);
    if (limit <= 0) return false;
    if (source.bytes !== null) target.set(source.bytes.subarray(at, at + limit));
    else {
      const { pagedValues } = this.db.items;
      pagedValues.seek(source.head, at);
      if (pagedValues.isHole && pagedValues.runLength >= limit) return false;
      pagedValues.read(source.head, at, target, 0, limit);
    }
    target.fill(0, limit);
    return true;
  }
}
