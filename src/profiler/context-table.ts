/**
 * Interns contexts: the tuple (site, command, key prefix, type, encoding, database, user, client)
 * becomes a small integer that fits the 16 bits an allocation can spare. It exists because naming
 * the owner of each allocation must cost nanoseconds: a hit reads typed arrays and makes no object.
 *
 * Guarantees: ids are dense, start at 2, stay valid for the table's life and never exceed 65,535;
 * memory never exceeds the cap, and what no longer fits is counted under `CONTEXT_OTHER`. It does
 * not know names: the caller's ids for sites, commands, users and types stay numbers here.
 *
 * Layout, per context id (Int32):
 *
 *     [id × 10]  site|command<<16  kind|user<<16  db  client  prefixAt  prefixLength
 *                hash  stackId  head  tail
 *
 * where head and tail are the first and the last four bytes of the prefix (of one under four bytes
 * head is all of it), so that a prefix of up to eight bytes compares as two numbers. Beside the
 * records: an open-addressed Int32 index (0 = empty, linear probing, at most half full) and the
 * prefix bytes, one prefix after the other.
 */
import { assert } from '../base/assert.js';
import { COUNTER_BYTES_PER_CONTEXT, ContextCounters } from './context-counters.js';

/** Owns what has no known context. */
export const CONTEXT_UNKNOWN = 0;
/** Owns what came when the table was full. */
export const CONTEXT_OTHER = 1;
export const CONTEXT_ID_MAX = 65_535;
/** With snapshots, peak and stacks the profiler stays below 8 MiB beside the contexts' ids. */
export const CONTEXT_TABLE_BYTES_MAX = 5 * 1024 * 1024;

const STRIDE = 10;
const DB = 2;
const CLIENT = 3;
const PREFIX_AT = 4;
const PREFIX_LENGTH = 5;
const HASH = 6;
const STACK = 7;
const HEAD = 8;
const TAIL = 9;

const INITIAL_CONTEXTS = 256;
const INITIAL_PREFIX_BYTES = 4096;
/** Record, counters and two index entries. */
const BYTES_PER_CONTEXT = STRIDE * 4 + COUNTER_BYTES_PER_CONTEXT + 2 * 4;

/** The `kind` of `idFor`: type and encoding, each a code below 256. */
export function contextKind(type: number, encoding: number): number {
  return type | (encoding << 8);
}

export class ContextTable {
  /** The client that allocates now; 0 while clients are not told apart. Part of the tuple. */
  client = 0;
  /**
   * The stack of the allocation while each allocation has its own (part of the tuple then); 0 while
   * a context keeps the stack of its first allocation.
   */
  stack = 0;
  /** Gives the stack id of a new context; called once a context, outside the hot path. */
  captureStack: () => number;
  readonly counters: ContextCounters;
  private readonly bytesMax: number;
  private capacity = INITIAL_CONTEXTS;
  private records: Int32Array;
  private index: Int32Array;
  private mask: number;
  private prefixes: Buffer;
  private prefixBytesUsed = 0;
  private used = 2;
  /** The id of the last hit: runs of one tuple, the common case, skip the hash. */
  private lastId = CONTEXT_UNKNOWN;
  private overflows = 0;

  constructor(captureStack: () => number = () => 0, bytesMax: number = CONTEXT_TABLE_BYTES_MAX) {
    this.captureStack = captureStack;
    this.bytesMax = bytesMax;
    this.counters = new ContextCounters(INITIAL_CONTEXTS);
    this.records = new Int32Array(INITIAL_CONTEXTS * STRIDE);
    this.index = new Int32Array(INITIAL_CONTEXTS * 2);
    this.mask = this.index.length - 1;
    this.prefixes = Buffer.alloc(INITIAL_PREFIX_BYTES);
    // No tuple has this length, so the two reserved ids never match one.
    this.records[CONTEXT_UNKNOWN * STRIDE + PREFIX_LENGTH] = -1;
    this.records[CONTEXT_OTHER * STRIDE + PREFIX_LENGTH] = -1;
    assert(this.memoryBytes <= bytesMax, `a context table needs more than ${bytesMax} bytes`);
  }

  /** Ids below this are in use, `CONTEXT_UNKNOWN` and `CONTEXT_OTHER` included. */
  get count(): number {
    return this.used;
  }

  /** How often `idFor` met a new tuple and had no room for it. */
  get overflowCount(): number {
    return this.overflows;
  }

  /** Bytes of all arrays; while one grows, its former self exists a moment longer. */
  get memoryBytes(): number {
    return (
      this.records.byteLength +
      this.index.byteLength +
      this.prefixes.byteLength +
      this.counters.memoryBytes
    );
  }

  /**
   * The id of the tuple, new or known; `CONTEXT_OTHER` when it is new and there is no room.
   * `kind` comes from `contextKind`; site, command and user are below 65,536. The prefix is
   * bytes[prefixStart, prefixEnd), copied only when the tuple is new.
   */
  idFor(
    site: number,
    command: number,
    kind: number,
    db: number,
    user: number,
    bytes: Uint8Array,
    prefixStart: number,
    prefixEnd: number,
  ): number {
    const first = site | (command << 16);
    const second = kind | (user << 16);
    const { client, stack } = this;
    const length = prefixEnd - prefixStart;
    let head = 0;
    let tail = 0;
    if (length >= 4) {
      head = word(bytes, prefixStart);
      tail = word(bytes, prefixEnd - 4);
    } else {
      for (let i = prefixStart; i < prefixEnd; i++) head = (head << 8) | bytes[i];
    }
    const records = this.records;
    const last = this.lastId * STRIDE;
    if (
      records[last] === first &&
      records[last + 1] === second &&
      records[last + HEAD] === head &&
      records[last + TAIL] === tail &&
      records[last + PREFIX_LENGTH] === length &&
      records[last + DB] === db &&
      records[last + CLIENT] === client &&
      (stack === 0 || records[last + STACK] === stack) &&
      (length <= 8 || this.hasMiddle(last, bytes, prefixStart, prefixEnd))
    ) {
      return this.lastId;
    }
    let hash = Math.imul(head, 0x9e3779b1) ^ Math.imul(tail, 0x85ebca77) ^ length;
    if (length > 8) hash = mixMiddle(hash, bytes, prefixStart, prefixEnd);
    hash =
      hash + Math.imul(first, 0xc2b2ae3d) + Math.imul(second ^ (client << 4), 0x27d4eb2f) + stack;
    hash = Math.imul(hash ^ (hash >>> 15) ^ db, 0x165667b1);
    hash ^= hash >>> 15;
    const { index, mask } = this;
    let slot = hash & mask;
    for (let id = index[slot]; id !== 0; id = index[slot]) {
      const at = id * STRIDE;
      if (
        records[at + HASH] === hash &&
        records[at] === first &&
        records[at + 1] === second &&
        records[at + DB] === db &&
        records[at + CLIENT] === client &&
        (stack === 0 || records[at + STACK] === stack) &&
        records[at + HEAD] === head &&
        records[at + TAIL] === tail &&
        records[at + PREFIX_LENGTH] === length &&
        (length <= 8 || this.hasMiddle(at, bytes, prefixStart, prefixEnd))
      ) {
        this.lastId = id;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return this.insert(first, second, db, hash, head, tail, bytes, prefixStart, prefixEnd);
  }

  /** Counts an allocation: `bytes` as asked for, `slack` what its slot has beyond them. */
  allocated(id: number, bytes: number, slack: number): void {
    this.counters.allocated(id, bytes, slack);
  }

  /** Counts the end of an allocation; `reason` is a RELEASE constant of the allocator. */
  released(id: number, bytes: number, slack: number, reason: number): void {
    this.counters.released(id, bytes, slack, reason);
  }

  /** Counts that a live allocation changed its size in place. */
  resized(id: number, before: number, after: number): void {
    this.counters.resized(id, before, after);
  }

  siteOf(id: number): number {
    return this.field(id, 0) & 0xffff;
  }

  commandOf(id: number): number {
    return this.field(id, 0) >>> 16;
  }

  typeOf(id: number): number {
    return this.field(id, 1) & 0xff;
  }

  encodingOf(id: number): number {
    return (this.field(id, 1) >>> 8) & 0xff;
  }

  userOf(id: number): number {
    return this.field(id, 1) >>> 16;
  }

  dbOf(id: number): number {
    return this.field(id, DB);
  }

  clientOf(id: number): number {
    return this.field(id, CLIENT);
  }

  stackOf(id: number): number {
    return this.field(id, STACK);
  }

  /** The prefix bytes, a view that the next new context may leave behind. */
  prefixOf(id: number): Uint8Array {
    const at = this.field(id, PREFIX_AT);
    if (id <= CONTEXT_OTHER) return this.prefixes.subarray(0, 0);
    return this.prefixes.subarray(at, at + this.field(id, PREFIX_LENGTH));
  }

  /** The prefix bytes as text, a character a byte. */
  prefixText(id: number): string {
    if (id <= CONTEXT_OTHER) return '';
    const at = this.field(id, PREFIX_AT);
    return this.prefixes.toString('latin1', at, at + this.field(id, PREFIX_LENGTH));
  }

  private field(id: number, offset: number): number {
    if (id < 0 || id >= this.used) failUnknown(id);
    return this.records[id * STRIDE + offset];
  }

  /** Whether the prefix bytes that head and tail do not cover are equal. */
  private hasMiddle(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const prefixes = this.prefixes;
    const difference = this.records[at + PREFIX_AT] - start;
    for (let i = start + 4; i < end - 4; i++) {
      if (prefixes[i + difference] !== bytes[i]) return false;
    }
    return true;
  }

  private insert(
    first: number,
    second: number,
    db: number,
    hash: number,
    head: number,
    tail: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): number {
    const length = end - start;
    if (!this.hasRoom(length)) {
      this.overflows++;
      return CONTEXT_OTHER;
    }
    const id = this.used++;
    const at = id * STRIDE;
    const records = this.records;
    records[at] = first;
    records[at + 1] = second;
    records[at + DB] = db;
    records[at + CLIENT] = this.client;
    records[at + PREFIX_AT] = this.prefixBytesUsed;
    records[at + PREFIX_LENGTH] = length;
    records[at + HASH] = hash;
    records[at + HEAD] = head;
    records[at + TAIL] = tail;
    records[at + STACK] = this.stack === 0 ? this.captureStack() : this.stack;
    for (let i = 0; i < length; i++) {
      this.prefixes[this.prefixBytesUsed + i] = bytes[start + i];
    }
    this.prefixBytesUsed += length;
    this.link(id, hash);
    return id;
  }

  /** Makes room for a context with a prefix of `length` bytes; false when the cap forbids. */
  private hasRoom(length: number): boolean {
    if (this.used > CONTEXT_ID_MAX) return false;
    if (this.used === this.capacity && !this.doubleContexts()) return false;
    return this.prefixBytesUsed + length <= this.prefixes.length || this.growPrefixes(length);
  }

  private doubleContexts(): boolean {
    if (this.memoryBytes + this.capacity * BYTES_PER_CONTEXT > this.bytesMax) return false;
    this.capacity *= 2;
    const records = new Int32Array(this.capacity * STRIDE);
    records.set(this.records);
    this.records = records;
    this.counters.grow(this.capacity);
    this.index = new Int32Array(this.capacity * 2);
    this.mask = this.index.length - 1;
    for (let id = 2; id < this.used; id++) this.link(id, records[id * STRIDE + HASH]);
    return true;
  }

  private growPrefixes(length: number): boolean {
    let size = this.prefixes.length;
    while (size < this.prefixBytesUsed + length) size *= 2;
    if (this.memoryBytes + size - this.prefixes.length > this.bytesMax) return false;
    const prefixes = Buffer.alloc(size);
    prefixes.set(this.prefixes);
    this.prefixes = prefixes;
    return true;
  }

  private link(id: number, hash: number): void {
    let slot = hash & this.mask;
    while (this.index[slot] !== 0) slot = (slot + 1) & this.mask;
    this.index[slot] = id;
  }
}

/** Makes its message only when it fails: reports ask for each field of each context. */
function failUnknown(id: number): never {
  assert(false, `context ${id} exists`);
}

/** Four bytes as one number. */
function word(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

/** Folds the prefix bytes between head and tail into the hash, four at a time. */
function mixMiddle(hash: number, bytes: Uint8Array, start: number, end: number): number {
  for (let i = start + 4; i < end - 4; i += 4) {
    hash = Math.imul(hash ^ word(bytes, i), 0xc2b2ae3d);
    hash ^= hash >>> 15;
  }
  return hash;
}
