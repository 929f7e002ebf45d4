/**
 * Finds a command by the bytes of its name in a request, without regard to case and without
 * creating a string: an open-addressed table over a hash of the folded bytes. Filled once.
 */

/** What a table entry needs. */
export interface Named {
  /** ASCII in lower case. */
  readonly name: string;
}

const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;
const CASE_BIT = 0x20;

export class NameTable<Entry extends Named> {
  private readonly slots: (Entry | undefined)[];
  /** The names, each slot's at `slot * nameSize`. */
  private readonly names: Uint8Array;
  private readonly nameSize: number;
  private readonly mask: number;

  /** Throws if two entries have one name; `noun` says what they are. */
  constructor(entries: readonly Entry[], noun: string) {
    let capacity = 4;
    while (capacity < entries.length * 4) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Array(capacity).fill(undefined);
    this.nameSize = Math.max(1, ...entries.map((entry) => entry.name.length));
    this.names = new Uint8Array(capacity * this.nameSize);
    for (const entry of entries) this.insert(entry, noun);
  }

  private insert(entry: Entry, noun: string): void {
    const { name } = entry;
    const bytes = new Uint8Array(name.length);
    for (let i = 0; i < name.length; i++) bytes[i] = name.charCodeAt(i);
    if (this.find(bytes, 0, bytes.length) !== undefined) {
      throw new TypeError(`two definitions of ${noun} '${name}'`);
    }
    let slot = hash(bytes, 0, bytes.length) & this.mask;
    while (this.slots[slot] !== undefined) slot = (slot + 1) & this.mask;
    this.slots[slot] = entry;
    this.names.set(bytes, slot * this.nameSize);
  }

  /** The entry whose name is bytes[start, end), or undefined. */
  find(bytes: Uint8Array, start: number, end: number): Entry | undefined {
    if (end - start > this.nameSize) return undefined;
    let slot = hash(bytes, start, end) & this.mask;
    for (;;) {
      const entry = this.slots[slot];
      if (entry === undefined) return undefined;
      if (entry.name.length === end - start && this.isNameOf(slot, bytes, start, end)) return entry;
      slot = (slot + 1) & this.mask;
    }
  }

  private isNameOf(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { names } = this;
    let at = slot * this.nameSize;
    for (let i = start; i < end; i++) {
      let byte = bytes[i];
      if (byte >= 0x41 && byte <= 0x5a) byte |= CASE_BIT;
      if (byte !== names[at++]) return false;
    }
    return true;
  }
}

/** FNV-1a over the bytes with the case bit set, which folds letters; others may only collide. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = HASH_START;
  for (let i = start; i < end; i++) value = Math.imul(value ^ (bytes[i] | CASE_BIT), HASH_PRIME);
  return value ^ (value >>> 15);
}
