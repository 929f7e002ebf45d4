/**
 * A keyspace beside a plain Map per database, to which the same random operations are applied.
 * Every result is compared at once, and all content on demand. Time is simulated.
 */
import { expect } from 'vitest';
import type { Database } from '../../src/keyspace/database.js';
import { ExpiryCycle } from '../../src/keyspace/expiry-cycle.js';
import { type ExpireAt, NO_EXPIRY } from '../../src/keyspace/item-layout.js';
import { Keyspace } from '../../src/keyspace/keyspace.js';
import { copyOfString, setBytes } from '../../src/keyspace/string-values.js';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { ManualClock } from './manual-clock.js';
import { Prng } from './prng.js';

interface Entry {
  value: Buffer;
  expireAt: number;
}

const DATABASES = 4;
const NAMES = 3000;
const LARGE_VALUE_MAX = 350_000;

export class KeyspaceModel {
  readonly clock = new ManualClock(1_700_000_000_000);
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly cycle: ExpiryCycle;
  private readonly prng: Prng;
  private readonly names: Buffer[];
  private maps: Map<string, Entry>[] = Array.from({ length: DATABASES }, () => new Map());
  private readonly noise: Buffer;

  constructor(seed: number, pageSizeBytes: number) {
    this.prng = new Prng(seed);
    const random = (): number => this.prng.next() | 0;
    this.memory = new MemoryManager({
      pageSizeBytes,
      regionSizeBytes: Math.max(1_048_576, pageSizeBytes),
      isVerifying: true,
    });
    this.keyspace = new Keyspace(this.memory, {
      databases: DATABASES,
      seeds: [random(), random()],
      random,
    });
    this.keyspace.nowMs = this.clock.nowMs();
    this.cycle = new ExpiryCycle(this.keyspace, this.clock);
    this.noise = this.prng.bytes(2 * LARGE_VALUE_MAX);
    this.names = Array.from({ length: NAMES }, (_, i) => this.makeName(i));
  }

  private makeName(i: number): Buffer {
    const name = `key:${i}`;
    if (i % 100 === 0) return Buffer.from(name.padEnd(1023 + (i / 100) * 70, '.'));
    if (i % 20 === 0) return Buffer.from(name.padEnd(250 + (i / 20) * 5, '.'));
    return i === 1 ? Buffer.alloc(0) : Buffer.from(name);
  }

  /** One operation, drawn at random. */
  step(): void {
    const roll = this.prng.integer(0, 999);
    if (roll < 300) this.set();
    else if (roll < 560) this.get();
    else if (roll < 700) this.remove();
    else if (roll < 780) this.expire();
    else if (roll < 820) this.rename();
    else if (roll < 860) this.copy();
    else if (roll < 890) this.move();
    else if (roll < 980) this.advance();
    else if (roll < 990) this.cycle.run(this.prng.integer(1, 50));
    else if (roll < 998) this.keyspace.freeLater(this.prng.integer(1, 40));
    else if (roll === 998) this.swap();
    else if (this.prng.chance(0.05)) this.flush();
  }

  private pickDatabase(): number {
    return this.prng.chance(0.7) ? 0 : this.prng.integer(1, DATABASES - 1);
  }

  private pickName(): Buffer {
    return this.prng.pick(this.names);
  }

  private db(number: number): Database {
    return this.keyspace.databases[number] as Database;
  }

  private mapOf(number: number): Map<string, Entry> {
    return this.maps[number] as Map<string, Entry>;
  }

  /** What the model has under a name, unless it has expired. */
  private entry(number: number, name: Buffer): Entry | undefined {
    const map = this.mapOf(number);
    const text = name.toString('latin1');
    const found = map.get(text);
    if (found === undefined || found.expireAt === NO_EXPIRY) return found;
    if (found.expireAt > this.clock.nowMs()) return found;
    map.delete(text);
    return undefined;
  }

  private put(number: number, name: Buffer, entry: Entry): void {
    this.mapOf(number).set(name.toString('latin1'), entry);
  }

  private makeValue(): Buffer {
    const { prng } = this;
    const roll = prng.integer(0, 99);
    if (roll < 25) return Buffer.from(String(prng.integer(-1_000_000, 1_000_000)));
    if (roll < 30) return Buffer.from(String(BigInt(prng.next()) * BigInt(prng.next())));
    let length = prng.integer(0, 60);
    if (roll >= 99) length = prng.integer(4000, LARGE_VALUE_MAX);
    else if (roll >= 95) length = prng.integer(900, 5000);
    else if (roll >= 80) length = prng.integer(60, 900);
    const start = prng.integer(0, LARGE_VALUE_MAX);
    return this.noise.subarray(start, start + length);
  }

  private makeExpiry(): number {
    const { prng } = this;
    if (prng.chance(0.6)) return NO_EXPIRY;
    return this.clock.nowMs() + prng.integer(1, prng.chance(0.5) ? 200 : 20_000);
  }

  private find(number: number, name: Buffer): boolean {
    return this.db(number).find(name, 0, name.length) !== 0;
  }

  private set(): void {
    const number = this.pickDatabase();
    const name = this.pickName();
    const value = this.makeValue();
    const expireAt = this.makeExpiry();
    const db = this.db(number);
    expect(setBytes(db, name, 0, name.length, value, 0, value.length, expireAt)).toBe(true);
    this.put(number, name, { value, expireAt });
  }

  private get(): void {
    const number = this.pickDatabase();
    this.compare(number, this.pickName());
  }

  private compare(number: number, name: Buffer): void {
    const expected = this.entry(number, name);
    const isFound = this.find(number, name);
    if (isFound !== (expected !== undefined)) {
      throw new Error(`${name.toString().slice(0, 20)} is ${isFound ? '' : 'not '}there`);
    }
    if (expected === undefined) return;
    const db = this.db(number);
    const expireAt: ExpireAt = db.view.isVolatile ? db.view.expireAtExact : NO_EXPIRY;
    if (expireAt !== expected.expireAt) throw new Error(`expires at ${expireAt}`);
    if (Buffer.compare(copyOfString(db), expected.value) !== 0) {
      throw new Error(`${name.toString().slice(0, 20)} holds something else`);
    }
  }

  private remove(): void {
    const number = this.pickDatabase();
    const name = this.pickName();
    const isThere = this.entry(number, name) !== undefined;
    const freeing = this.prng.chance(0.5) ? 'later' : 'now';
    const isRemoved = this.db(number).remove(name, 0, name.length, 0, freeing);
    expect(isRemoved).toBe(isThere);
    this.mapOf(number).delete(name.toString('latin1'));
  }

  private expire(): void {
    const number = this.pickDatabase();
    const name = this.pickName();
    const expected = this.entry(number, name);
    if (!this.find(number, name)) return;
    const expireAt = this.makeExpiry();
    expect(this.db(number).setExpiry(expireAt)).toBe(true);
    if (expected !== undefined) expected.expireAt = expireAt;
  }

  private rename(): void {
    const number = this.pickDatabase();
    const from = this.pickName();
    const to = this.pickName();
    const expected = this.entry(number, from);
    if (expected === undefined || !this.find(number, from) || from === to) return;
    expect(this.db(number).moveFound(this.db(number), to, expected.expireAt)).toBe(true);
    this.mapOf(number).delete(from.toString('latin1'));
    this.put(number, to, expected);
  }

  private copy(): void {
    const number = this.pickDatabase();
    const target = this.prng.chance(0.6) ? number : this.pickDatabase();
    const from = this.pickName();
    const to = this.pickName();
    const expected = this.entry(number, from);
    if (expected === undefined || !this.find(number, from)) return;
    if (from === to && number === target) return;
    expect(this.db(number).copyFound(this.db(target), to, expected.expireAt)).toBe(true);
    this.put(target, to, { ...expected });
  }

  private move(): void {
    const number = this.pickDatabase();
    const target = this.pickDatabase();
    const name = this.pickName();
    const expected = this.entry(number, name);
    if (number === target || expected === undefined || !this.find(number, name)) return;
    expect(this.db(number).moveFound(this.db(target), name, expected.expireAt)).toBe(true);
    this.mapOf(number).delete(name.toString('latin1'));
    this.put(target, name, expected);
  }

  private advance(): void {
    this.clock.advanceMs(this.prng.integer(0, 20));
    this.keyspace.nowMs = this.clock.nowMs();
  }

  private swap(): void {
    const first = this.prng.integer(0, DATABASES - 1);
    const second = this.prng.integer(0, DATABASES - 1);
    this.keyspace.swap(first, second);
    const map = this.mapOf(first);
    this.maps[first] = this.mapOf(second);
    this.maps[second] = map;
  }

  private flush(): void {
    const number = this.pickDatabase();
    this.db(number).flush();
    this.mapOf(number).clear();
  }

  /** Compares sizes and all keys of all databases, and checks every invariant of the keyspace. */
  check(): void {
    this.cycle.run(Number.POSITIVE_INFINITY);
    const nowMs = this.clock.nowMs();
    this.maps.forEach((map, number) => {
      for (const [text, { expireAt }] of map) {
        if (expireAt !== NO_EXPIRY && expireAt <= nowMs) map.delete(text);
      }
      const db = this.db(number);
      expect(db.size).toBe(map.size);
      const isVolatile = ({ expireAt }: Entry): boolean => expireAt !== NO_EXPIRY;
      expect(db.volatileSize).toBe([...map.values()].filter(isVolatile).length);
      expect(this.scannedNames(db)).toEqual([...map.keys()].sort());
    });
    this.keyspace.verify();
  }

  /** Compares every value. */
  checkValues(): void {
    for (let number = 0; number < DATABASES; number++) {
      for (const name of this.names) this.compare(number, name);
    }
  }

  private scannedNames(db: Database): string[] {
    const names: string[] = [];
    let cursor = 0;
    do {
      cursor = db.index.scan(cursor, (reference) => {
        names.push(Buffer.from(db.items.keyOf(db.items.open(reference))).toString('latin1'));
      });
    } while (cursor !== 0);
    return names.sort();
  }

  /** Empties everything; no memory may be left in use. */
  finish(): void {
    this.keyspace.flushAll();
    this.memory.verifyEmpty();
  }
}
