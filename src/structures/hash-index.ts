/**
 * An index from key to reference that grows a page at a time: extendible hashing (Fagin et al.,
 * 1979) with one page per segment of the hash space. The directory maps the first bits of a hash
 * to a page; a full page splits in two, which touches its own entries only, so there is no
 * doubling spike and no rehash pause. Two sparse sibling pages merge again.
 *
 * A page is an array of 64-byte buckets, one cache line each:
 *
 *     byte 0         12                                              60         61   63
 *     +--------------+-----------------------------------------------+----------+------+
 *     | 12 × finger- | 12 × reference (32 bits, 0 where the entry    | overflow | page |
 *     |      print   |      is empty)                                |          |      |
 *     +--------------+-----------------------------------------------+----------+------+
 *
 * A fingerprint is the hash's last byte, never 0 (0 marks an empty entry). `overflow` counts the
 * entries that found this bucket full on the way from their home bucket to the one that holds
 * them; a search goes on while it is not 0. At 255 it stays for good. The last three bytes of
 * bucket 0 hold the page's number of entries.
 *
 * The home bucket is given by the hash bits right behind the directory's, so pages and buckets lie
 * in hash order and a scan is a walk through the hashes from 0 to 2^32: whatever splits or merges
 * meanwhile, a cursor (the smallest hash not seen yet) never misses an entry that was there all
 * along. It may see one twice.
 *
 * The index does not know what a reference refers to: keys are compared and hashed again (on a
 * split) through IndexedKeys.
 */
import { assert } from '../base/assert.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import { Segment } from '../memory/segment.js';

/** How the index sees the keys behind its references. */
export interface IndexedKeys {
  keyEquals(reference: number, bytes: Uint8Array, start: number, end: number): boolean;
  hashOf(reference: number): number;
}

const BUCKET_BYTES = 64;
/** The geometry of a bucket, for accounting; an entry is a fingerprint and a reference. */
export const INDEX_BUCKET_BYTES = BUCKET_BYTES;
export const INDEX_ENTRY_BYTES = 5;
const BUCKET_WORDS = 16;
const ENTRIES = 12;
export const INDEX_BUCKET_ENTRIES = ENTRIES;
const FINGERPRINT_WORDS = 3;
const META_WORD = 15;
const OVERFLOW_MASK = 0xff;
const COUNT_SHIFT = 8;
const ONES = 0x01010101;
const HIGHS = 0x80808080 | 0;
/** Directory entries are page << 5 | depth of the page. */
const DEPTH_BITS = 5;
const DEPTH_MASK = 31;
/** Share of a page's entries at which it splits, and below which two siblings merge. */
const SPLIT_LOAD = 0.95;
const MERGE_TRY_LOAD = 0.2;
const MERGE_LOAD = 0.5;
const HASH_SPACE = 2 ** 32;
const RANDOM_TRIES = 4096;

export class HashIndex {
  /** Number of entries. */
  count = 0;
  /** Pages in use. */
  pages = 0;
  private directory = new Int32Array(0);
  private directoryDepth = 0;
  /** 31 − directoryDepth: the directory index is (hash >>> 1) >>> this. */
  private directoryShift = 31;
  /** Pages as deep as the directory; when there is none the directory halves. */
  private deepestPages = 0;
  private readonly bucketMask: number;
  /** 32 − log2 of the buckets a page has. */
  private readonly bucketShift: number;
  private readonly entriesMax: number;
  private readonly splitCount: number;
  private readonly mergeTryCount: number;
  private readonly mergeCount: number;
  private readonly segment = new Segment();
  /** Where the last successful find saw its entry. */
  private hitWords: Int32Array = new Int32Array(0);
  private hitAt = 0;
  private hitBucket = 0;
  private hitEntry = 0;
  private scratchReferences = new Int32Array(0);
  private scratchHashes = new Int32Array(0);
  readonly owner: number;

  constructor(
    private readonly memory: MemoryManager,
    ownerName: string,
    private readonly keys: IndexedKeys,
  ) {
    const buckets = memory.layout.pageSizeBytes / BUCKET_BYTES;
    this.owner = memory.registerOwner(ownerName);
    this.bucketMask = buckets - 1;
    this.bucketShift = 32 - Math.log2(buckets);
    this.entriesMax = buckets * ENTRIES;
    this.splitCount = Math.floor(this.entriesMax * SPLIT_LOAD);
    this.mergeTryCount = Math.floor(this.entriesMax * MERGE_TRY_LOAD);
    this.mergeCount = Math.floor(this.entriesMax * MERGE_LOAD);
  }

  /** Bytes that the directory takes outside pages. */
  get directoryBytes(): number {
    return this.directory.byteLength;
  }

  /** Bytes of index pages that hold an entry: a fingerprint and a reference each. */
  get entryBytes(): number {
    return this.count * 5;
  }

  /** The reference stored for the key bytes[start, end), whose hash is given; 0 if there is none. */
  find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    if (this.count === 0) return 0;
    const { memory, keys } = this;
    const { layout } = memory;
    const entry = this.directory[(hash >>> 1) >>> this.directoryShift];
    const page = entry >>> DEPTH_BITS;
    const words = memory.words[page >>> layout.regionShift];
    const base = ((page & layout.pageInRegionMask) << layout.pageShift) >>> 2;
    const pattern = Math.imul(fingerprintOf(hash), ONES);
    const home = (hash << (entry & DEPTH_MASK)) >>> this.bucketShift;
    let bucket = home;
    for (;;) {
      const at = base + bucket * BUCKET_WORDS;
      for (let k = 0; k < FINGERPRINT_WORDS; k++) {
        const difference = words[at + k] ^ pattern;
        let matches = (difference - ONES) & ~difference & HIGHS;
        while (matches !== 0) {
          const slot = k * 4 + ((31 - Math.clz32(matches & -matches)) >>> 3);
          const reference = words[at + FINGERPRINT_WORDS + slot];
          if (reference !== 0 && keys.keyEquals(reference, bytes, start, end)) {
            this.hitWords = words;
            this.hitAt = at;
            this.hitBucket = bucket;
            this.hitEntry = slot;
            return reference;
          }
          matches &= matches - 1;
        }
      }
      if ((words[at + META_WORD] & OVERFLOW_MASK) === 0) return 0;
      bucket = (bucket + 1) & this.bucketMask;
      // In a page that is nearly full it can be that no bucket ends the search.
      if (bucket === home) return 0;
    }
  }

  /**
   * Reads one word of the bucket where an entry of this hash is looked for first, so that it is in
   * the cache when it is. The result means nothing but must be used, or the read is optimised away.
   */
  touch(hash: number): number {
    if (this.count === 0) return 0;
    const { layout } = this.memory;
    const entry = this.directory[(hash >>> 1) >>> this.directoryShift];
    const page = entry >>> DEPTH_BITS;
    const words = this.memory.words[page >>> layout.regionShift];
    const base = ((page & layout.pageInRegionMask) << layout.pageShift) >>> 2;
    const bucket = (hash << (entry & DEPTH_MASK)) >>> this.bucketShift;
    return words[base + bucket * BUCKET_WORDS];
  }

  /** A reference that an entry of this hash probably has, judged by its fingerprint; 0 if none. */
  candidate(hash: number): number {
    if (this.count === 0) return 0;
    const { layout } = this.memory;
    const entry = this.directory[(hash >>> 1) >>> this.directoryShift];
    const page = entry >>> DEPTH_BITS;
    const words = this.memory.words[page >>> layout.regionShift];
    const base = ((page & layout.pageInRegionMask) << layout.pageShift) >>> 2;
    const bucket = (hash << (entry & DEPTH_MASK)) >>> this.bucketShift;
    const at = base + bucket * BUCKET_WORDS;
    const pattern = Math.imul(fingerprintOf(hash), ONES);
    for (let k = 0; k < FINGERPRINT_WORDS; k++) {
      const difference = words[at + k] ^ pattern;
      const matches = (difference - ONES) & ~difference & HIGHS;
      if (matches === 0) continue;
      const slot = k * 4 + ((31 - Math.clz32(matches & -matches)) >>> 3);
      return words[at + FINGERPRINT_WORDS + slot];
    }
    return 0;
  }

  /** Finds the entry that holds exactly this reference; true if there is one. */
  findReference(hash: number, wanted: number): boolean {
    if (this.count === 0) return false;
    this.openFor(hash);
    const { words, wordBase } = this.segment;
    let bucket = this.homeOf(hash);
    for (let steps = 0; steps <= this.bucketMask; steps++) {
      const at = wordBase + bucket * BUCKET_WORDS;
      for (let slot = 0; slot < ENTRIES; slot++) {
        if (words[at + FINGERPRINT_WORDS + slot] !== wanted) continue;
        this.hitWords = words;
        this.hitAt = at;
        this.hitBucket = bucket;
        this.hitEntry = slot;
        return true;
      }
      if ((words[at + META_WORD] & OVERFLOW_MASK) === 0) return false;
      bucket = (bucket + 1) & this.bucketMask;
    }
    return false;
  }

  /** Puts another reference into the entry that the last find returned. */
  replaceHit(reference: number): void {
    this.hitWords[this.hitAt + FINGERPRINT_WORDS + this.hitEntry] = reference;
  }

  /** Removes the entry that the last find for `hash` returned. */
  removeHit(hash: number): void {
    this.openFor(hash);
    const { words, wordBase } = this.segment;
    words[this.hitAt + FINGERPRINT_WORDS + this.hitEntry] = 0;
    setFingerprint(words, this.hitAt, this.hitEntry, 0);
    for (let bucket = this.homeOf(hash); bucket !== this.hitBucket; ) {
      const meta = wordBase + bucket * BUCKET_WORDS + META_WORD;
      const overflow = words[meta] & OVERFLOW_MASK;
      assert(overflow > 0, 'an index bucket lost its overflow count');
      if (overflow < OVERFLOW_MASK) words[meta]--;
      bucket = (bucket + 1) & this.bucketMask;
    }
    words[wordBase + META_WORD] -= 1 << COUNT_SHIFT;
    this.count--;
    const inPage = words[wordBase + META_WORD] >>> COUNT_SHIFT;
    if (this.count === 0) this.clear();
    else if (inPage < this.mergeTryCount) this.tryMerge(hash, this.mergeCount);
  }

  /**
   * Whether an entry with this hash can be inserted; splits its page ahead of time so that up to
   * `more` entries fit. False if that needs memory that is refused; nothing has changed then but
   * the shape of the index.
   */
  prepareInsert(hash: number, more = 1): boolean {
    if (this.directory.length === 0 && !this.openFirstPage()) return false;
    for (;;) {
      const entry = this.openFor(hash);
      const { words, wordBase } = this.segment;
      const inPage = words[wordBase + META_WORD] >>> COUNT_SHIFT;
      if (inPage + more <= this.splitCount) return true;
      const depth = entry & DEPTH_MASK;
      if (depth >= this.bucketShift || !this.split(hash)) return inPage + more <= this.entriesMax;
    }
  }

  /** Adds an entry for a key that is not in the index; false (and nothing done) if refused. */
  insert(hash: number, reference: number): boolean {
    if (!this.prepareInsert(hash)) return false;
    this.place(hash, reference);
    this.count++;
    return true;
  }

  /** Forgets all entries and gives the pages back. */
  clear(): void {
    let previous = 0;
    for (const entry of this.directory) {
      const page = entry >>> DEPTH_BITS;
      if (page !== previous) this.memory.release(this.owner, page);
      previous = page;
    }
    this.directory = new Int32Array(0);
    this.directoryDepth = 0;
    this.directoryShift = 31;
    this.deepestPages = 0;
    this.pages = 0;
    this.count = 0;
  }

  /**
   * Hands the references of one bucket's hash range to `visit`, beginning at `cursor` (a hash, 0
   * to begin), and returns the next cursor; 0 when the walk is complete. `visit` must not change
   * the index.
   */
  scan(cursor: number, visit: (reference: number) => void): number {
    if (this.count === 0) return 0;
    const depth = this.openFor(cursor | 0) & DEPTH_MASK;
    const { words, wordBase } = this.segment;
    const home = this.homeOf(cursor | 0);
    for (let bucket = home; ; bucket = (bucket + 1) & this.bucketMask) {
      const at = wordBase + bucket * BUCKET_WORDS;
      for (let slot = 0; slot < ENTRIES; slot++) {
        const reference = words[at + FINGERPRINT_WORDS + slot];
        if (reference === 0) continue;
        if ((this.keys.hashOf(reference) << depth) >>> this.bucketShift === home) visit(reference);
      }
      if ((words[at + META_WORD] & OVERFLOW_MASK) === 0) break;
      if (((bucket + 1) & this.bucketMask) === home) break;
    }
    const width = 2 ** (this.bucketShift - depth);
    const next = (Math.floor(cursor / width) + 1) * width;
    return next >= HASH_SPACE ? 0 : next;
  }

  /**
   * As `scan`, but visits whole pages of buckets without hashing keys again: for walks during
   * which the index does not change. Returns the next cursor, 0 at the end.
   */
  scanPage(cursor: number, visit: (reference: number) => void): number {
    if (this.count === 0) return 0;
    const depth = this.openFor(cursor | 0) & DEPTH_MASK;
    const { words, wordBase } = this.segment;
    for (let bucket = 0; bucket <= this.bucketMask; bucket++) {
      const at = wordBase + bucket * BUCKET_WORDS + FINGERPRINT_WORDS;
      for (let slot = 0; slot < ENTRIES; slot++) {
        if (words[at + slot] !== 0) visit(words[at + slot]);
      }
    }
    const width = 2 ** (32 - depth);
    const next = (Math.floor(cursor / width) + 1) * width;
    return next >= HASH_SPACE ? 0 : next;
  }

  /** A reference chosen uniformly, 0 if the index is empty. `next` gives random 32-bit integers. */
  random(next: () => number): number {
    if (this.count === 0) return 0;
    for (let tries = 0; tries < RANDOM_TRIES; tries++) {
      const entry = this.openFor(next());
      const surplus = this.directoryDepth - (entry & DEPTH_MASK);
      if (surplus > 0 && (next() & ((1 << surplus) - 1)) !== 0) continue;
      const pick = next() >>> 0;
      const bucket = pick & this.bucketMask;
      const slot = Math.floor((pick / HASH_SPACE) * ENTRIES);
      const at = this.segment.wordBase + bucket * BUCKET_WORDS + FINGERPRINT_WORDS;
      if (this.segment.words[at + slot] !== 0) return this.segment.words[at + slot];
    }
    return this.nthOf(next() >>> 0);
  }

  /** The entry number `pick` modulo the count, in scan order: the slow way for a sparse index. */
  private nthOf(pick: number): number {
    let left = pick % this.count;
    let found = 0;
    let cursor = 0;
    do {
      cursor = this.scanPage(cursor, (reference) => {
        if (left-- === 0) found = reference;
      });
    } while (cursor !== 0 && found === 0);
    return found;
  }

  /** Opens the page for `hash` in `this.segment`; returns its directory entry. */
  private openFor(hash: number): number {
    const entry = this.directory[(hash >>> 1) >>> this.directoryShift];
    this.memory.open(entry >>> DEPTH_BITS, this.segment);
    this.openDepth = entry & DEPTH_MASK;
    return entry;
  }

  private openDepth = 0;

  private homeOf(hash: number): number {
    return (hash << this.openDepth) >>> this.bucketShift;
  }

  private openFirstPage(): boolean {
    const page = this.memory.allocatePage(this.owner);
    if (page === 0) return false;
    this.clearPage(page);
    this.directory = Int32Array.of(page << DEPTH_BITS);
    this.deepestPages = 1;
    this.pages = 1;
    return true;
  }

  private clearPage(page: number): void {
    const { segment } = this;
    this.memory.open(page, segment);
    const words = this.memory.layout.pageSizeBytes / 4;
    segment.words.fill(0, segment.wordBase, segment.wordBase + words);
  }

  /** Writes an entry into the first free place from its home bucket on; there is one. */
  private place(hash: number, reference: number): void {
    this.openFor(hash);
    const { words, wordBase } = this.segment;
    let bucket = this.homeOf(hash);
    for (;;) {
      const at = wordBase + bucket * BUCKET_WORDS;
      for (let slot = 0; slot < ENTRIES; slot++) {
        if (words[at + FINGERPRINT_WORDS + slot] !== 0) continue;
        words[at + FINGERPRINT_WORDS + slot] = reference;
        setFingerprint(words, at, slot, fingerprintOf(hash));
        words[wordBase + META_WORD] += 1 << COUNT_SHIFT;
        return;
      }
      if ((words[at + META_WORD] & OVERFLOW_MASK) !== OVERFLOW_MASK) words[at + META_WORD]++;
      bucket = (bucket + 1) & this.bucketMask;
    }
  }

  /** Copies a page's references, and the hashes of their keys, to the scratch arrays. */
  private gather(page: number, from: number): number {
    if (this.scratchReferences.length === 0) {
      this.scratchReferences = new Int32Array(this.entriesMax);
      this.scratchHashes = new Int32Array(this.entriesMax);
    }
    const { segment, scratchReferences, scratchHashes } = this;
    this.memory.open(page, segment);
    const { words, wordBase } = segment;
    let count = from;
    for (let bucket = 0; bucket <= this.bucketMask; bucket++) {
      const at = wordBase + bucket * BUCKET_WORDS + FINGERPRINT_WORDS;
      for (let slot = 0; slot < ENTRIES; slot++) {
        if (words[at + slot] !== 0) scratchReferences[count++] = words[at + slot];
      }
    }
    for (let i = from; i < count; i++) scratchHashes[i] = this.keys.hashOf(scratchReferences[i]);
    return count;
  }

  private placeGathered(count: number): void {
    for (let i = 0; i < count; i++) this.place(this.scratchHashes[i], this.scratchReferences[i]);
  }

  /** Splits the page for `hash` in two; false if memory is refused. */
  private split(hash: number): boolean {
    const entry = this.openFor(hash);
    const page = entry >>> DEPTH_BITS;
    const depth = entry & DEPTH_MASK;
    const sibling = this.memory.allocatePage(this.owner);
    if (sibling === 0) return false;
    if (depth === this.directoryDepth) this.doubleDirectory();
    const count = this.gather(page, 0);
    this.clearPage(page);
    this.clearPage(sibling);
    const span = 1 << (this.directoryDepth - depth);
    const first = ((hash >>> 1) >>> this.directoryShift) & ~(span - 1);
    const deeper = depth + 1;
    this.directory.fill((page << DEPTH_BITS) | deeper, first, first + span / 2);
    this.directory.fill((sibling << DEPTH_BITS) | deeper, first + span / 2, first + span);
    if (deeper === this.directoryDepth) this.deepestPages += 2;
    this.pages++;
    this.placeGathered(count);
    return true;
  }

  private doubleDirectory(): void {
    const old = this.directory;
    const wide = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i++) {
      wide[2 * i] = old[i];
      wide[2 * i + 1] = old[i];
    }
    this.directory = wide;
    this.directoryDepth++;
    this.directoryShift--;
    this.deepestPages = 0;
  }

  /**
   * Merges the page for `hash` with its sibling if their entries fill no more than `load` of one
   * page; true if it did.
   */
  mergePage(hash: number, load: number): boolean {
    const { pages } = this;
    this.tryMerge(hash, Math.floor(this.entriesMax * load));
    return this.pages < pages;
  }

  /** Merges the page for `hash` with its sibling if together they have few enough entries. */
  private tryMerge(hash: number, countMax: number): void {
    const entry = this.openFor(hash);
    const depth = entry & DEPTH_MASK;
    if (depth === 0) return;
    const count = this.segment.words[this.segment.wordBase + META_WORD] >>> COUNT_SHIFT;
    const siblingHash = hash ^ (1 << (32 - depth));
    const siblingEntry = this.openFor(siblingHash);
    if ((siblingEntry & DEPTH_MASK) !== depth) return;
    const other = this.segment.words[this.segment.wordBase + META_WORD] >>> COUNT_SHIFT;
    if (count + other > countMax) return;
    this.merge(hash, entry >>> DEPTH_BITS, siblingEntry >>> DEPTH_BITS, depth);
  }

  private merge(hash: number, page: number, sibling: number, depth: number): void {
    const count = this.gather(sibling, this.gather(page, 0));
    this.clearPage(page);
    this.memory.release(this.owner, sibling);
    const span = 1 << (this.directoryDepth - depth + 1);
    const first = ((hash >>> 1) >>> this.directoryShift) & ~(span - 1);
    this.directory.fill((page << DEPTH_BITS) | (depth - 1), first, first + span);
    if (depth === this.directoryDepth) this.deepestPages -= 2;
    this.pages--;
    this.placeGathered(count);
    while (this.deepestPages === 0 && this.directoryDepth > 0) this.halveDirectory();
  }

  private halveDirectory(): void {
    const half = new Int32Array(this.directory.length / 2);
    this.directoryDepth--;
    this.directoryShift++;
    let deepest = 0;
    for (let i = 0; i < half.length; i++) {
      half[i] = this.directory[2 * i];
      if ((half[i] & DEPTH_MASK) === this.directoryDepth) deepest++;
    }
    this.directory = half;
    this.deepestPages = deepest;
  }

  /** Moves the entries of one page of the index to another page; `hash` lies in its range. */
  movePage(hash: number): boolean {
    const entry = this.openFor(hash);
    const fresh = this.memory.allocatePage(this.owner);
    if (fresh === 0) return false;
    const old = new Segment();
    this.memory.open(entry >>> DEPTH_BITS, old);
    this.memory.open(fresh, this.segment);
    const words = this.memory.layout.pageSizeBytes / 4;
    const source = old.words.subarray(old.wordBase, old.wordBase + words); // cold
    this.segment.words.set(source, this.segment.wordBase);
    const depth = entry & DEPTH_MASK;
    const span = 1 << (this.directoryDepth - depth);
    const first = ((hash >>> 1) >>> this.directoryShift) & ~(span - 1);
    this.directory.fill((fresh << DEPTH_BITS) | depth, first, first + span);
    this.memory.release(this.owner, entry >>> DEPTH_BITS);
    return true;
  }

  /** The page that holds entries of this hash; 0 if the index is empty. */
  pageFor(hash: number): number {
    if (this.directory.length === 0) return 0;
    return this.directory[(hash >>> 1) >>> this.directoryShift] >>> DEPTH_BITS;
  }

  /** The hash right after the range of the page that holds `hash`; 0 at the end. */
  hashAfterPage(hash: number): number {
    const depth = this.directory[(hash >>> 1) >>> this.directoryShift] & DEPTH_MASK;
    const width = 2 ** (32 - depth);
    const next = (Math.floor((hash >>> 0) / width) + 1) * width;
    return next >= HASH_SPACE ? 0 : next;
  }

  /** Recounts everything from the pages and fails where a counter or a place is wrong. */
  verify(): void {
    let count = 0;
    let pages = 0;
    let deepest = 0;
    let previous = 0;
    for (const entry of this.directory) {
      if (entry >>> DEPTH_BITS === previous) continue;
      previous = entry >>> DEPTH_BITS;
      pages++;
      if ((entry & DEPTH_MASK) === this.directoryDepth) deepest++;
    }
    let cursor = 0;
    if (this.count > 0) {
      do {
        cursor = this.scan(cursor, (reference) => {
          count++;
          const segment = this.segment.page;
          assert(this.pageFor(this.keys.hashOf(reference)) === segment, 'entry in a foreign page');
        });
      } while (cursor !== 0);
    }
    assert(count === this.count, `index counts ${this.count} entries, a walk ${count}`);
    assert(pages === this.pages, `index counts ${this.pages} pages, a walk ${pages}`);
    assert(pages === this.memory.pagesOf(this.owner), 'index pages differ from the owner’s');
    assert(deepest === this.deepestPages, 'deepest pages miscounted');
  }
}

function fingerprintOf(hash: number): number {
  const byte = hash & 0xff;
  return byte === 0 ? 1 : byte;
}

function setFingerprint(words: Int32Array, bucketAt: number, entry: number, value: number): void {
  const at = bucketAt + (entry >>> 2);
  const shift = (entry & 3) << 3;
  words[at] = (words[at] & ~(0xff << shift)) | (value << shift);
}
