/**
 * Random operations on paged values against plain buffers, with memory refused now and then: a
 * refused operation must leave every value, and what it occupies, as it was.
 */
import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { Segment } from '../../src/memory/segment.js';
import { SlabAllocator } from '../../src/memory/slab-allocator.js';
import { PagedBytes } from '../../src/structures/paged-bytes.js';
import { countFrom, Prng, seedFrom } from '../support/prng.js';

const OPERATIONS = countFrom('MODEL_OPERATIONS', 1_000_000);
const CHECKS = 20;
const VALUES = 12;
const SITES = { head: 1, page: 2, piece: 3, directory: 4 };
const KIB = 1024;

class Value {
  head = 0;
  length = 0;
  /** The content, followed by zeros. */
  readonly bytes: Buffer;

  constructor(lengthMax: number) {
    this.bytes = Buffer.alloc(lengthMax);
  }
}

class PagedModel {
  readonly memory: MemoryManager;
  readonly slab: SlabAllocator;
  readonly paged: PagedBytes;
  private readonly requests: number;
  private readonly values: Value[];
  private readonly source: Buffer;
  private readonly target: Buffer;
  private readonly lengths: number[];
  refusals = 0;

  constructor(
    private readonly pageSize: number,
    private readonly lengthMax: number,
    private readonly prng: Prng,
  ) {
    this.memory = new MemoryManager({
      pageSizeBytes: pageSize,
      regionSizeBytes: Math.max(16 * pageSize, 1024 * KIB),
      isVerifying: true,
    });
    this.slab = new SlabAllocator(this.memory, 'values');
    this.paged = new PagedBytes(this.slab, SITES);
    this.requests = this.memory.registerOwner('requests');
    this.values = Array.from({ length: VALUES }, () => new Value(lengthMax));
    this.source = prng.bytes(lengthMax);
    this.target = Buffer.alloc(lengthMax);
    const borders = [0, 1, 1023, 1024, 1025, 2 * 1024, pageSize / 2, 2 * pageSize];
    for (const pages of [1, 8, 9, 16]) borders.push(pages * pageSize);
    this.lengths = borders
      .flatMap((border) => [border - 1, border, border + 1])
      .filter((length) => length >= 0 && length <= lengthMax);
  }

  private randomLength(): number {
    const { prng } = this;
    if (prng.chance(0.5)) return prng.pick(this.lengths);
    return prng.integer(0, prng.pick([2000, this.pageSize, this.lengthMax]));
  }

  private randomValue(): Value {
    return this.prng.pick(this.values);
  }

  /** Slots, bytes and pages that all values occupy. */
  private occupancy(): string {
    const { liveSlots, liveBytes, wholePages } = this.slab;
    const slots = liveSlots.reduce((sum, count) => sum + count, 0);
    return `${slots} ${liveBytes.reduce((sum, bytes) => sum + bytes, 0)} ${wholePages}`;
  }

  /** Runs `work`, which returns 0 or false if it is refused, in scarce memory now and then. */
  private inScarceMemory<T extends number | boolean>(work: () => T): T {
    const { memory, prng } = this;
    if (!prng.chance(0.15)) return work();
    const before = this.occupancy();
    const pages = prng.pick([0, 0, 1, 2, 3]);
    memory.budget.limitBytes = memory.usedBytes + pages * this.pageSize;
    const result = work();
    memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    if (result !== 0 && result !== false) return result;
    this.refusals++;
    if (this.occupancy() !== before) expect(this.occupancy()).toBe(before);
    return result;
  }

  private drop(value: Value): void {
    if (value.head !== 0) this.paged.release(value.head);
    value.bytes.fill(0, 0, value.length);
    value.head = 0;
    value.length = 0;
  }

  create(): void {
    const { prng, source } = this;
    const value = this.randomValue();
    this.drop(value);
    const length = this.randomLength();
    const isZero = prng.chance(0.3);
    const start = prng.integer(0, this.lengthMax - length);
    value.head = this.inScarceMemory(() =>
      isZero ? this.paged.create(length) : this.paged.createFrom(source, start, start + length),
    );
    if (value.head === 0) return;
    value.length = length;
    if (!isZero) source.copy(value.bytes, 0, start, start + length);
  }

  /** Makes a value of pages that somebody else received. */
  adopt(): void {
    const { memory, source } = this;
    const value = this.randomValue();
    this.drop(value);
    const length = this.randomLength();
    const pages = new Int32Array(Math.ceil(length / this.pageSize));
    if (!memory.allocatePages(this.requests, pages.length, pages)) throw new Error('refused');
    const segment = new Segment();
    pages.forEach((page, i) => {
      memory.open(page, segment);
      const at = i * this.pageSize;
      const run = source.subarray(at, Math.min(length, at + this.pageSize));
      segment.bytes.set(run, segment.base);
    });
    const head = this.inScarceMemory(() => this.paged.adopt(pages, length, this.requests));
    if (head === 0) {
      for (const page of pages) memory.release(this.requests, page);
      return;
    }
    expect(memory.pagesOf(this.requests)).toBe(0);
    Object.assign(value, { head, length });
    source.copy(value.bytes, 0, 0, length);
  }

  /** A random range inside the value, mostly a short one. */
  private range(value: Value): { start: number; end: number } {
    const { prng } = this;
    const sizeMax = Math.min(value.length, prng.pick([20, 300, 300, 2 * this.pageSize]));
    const size = prng.integer(0, sizeMax);
    const start = prng.integer(0, value.length - size);
    return { start, end: start + size };
  }

  write(): void {
    const value = this.randomValue();
    if (value.head === 0) return;
    const { start, end } = this.range(value);
    const from = this.prng.integer(0, this.lengthMax - (end - start));
    const isDone = this.inScarceMemory(() =>
      this.paged.write(value.head, start, this.source, from, from + end - start),
    );
    if (isDone) this.source.copy(value.bytes, start, from, from + end - start);
  }

  read(): void {
    const value = this.randomValue();
    if (value.head === 0) return;
    const { start, end } = this.range(value);
    this.compare(value, start, end);
  }

  private compare(value: Value, start: number, end: number): void {
    const { target, paged } = this;
    paged.read(value.head, start, target, 0, end - start);
    if (target.compare(value.bytes, start, end, 0, end - start) === 0) return;
    expect.fail(`bytes ${start} to ${end} of ${value.length} are wrong`);
  }

  private takeLength(value: Value, length: number): void {
    if (length < value.length) value.bytes.fill(0, length, value.length);
    value.length = length;
  }

  resize(): void {
    const { prng } = this;
    const value = this.randomValue();
    if (value.head === 0) return;
    const near = Math.max(0, Math.min(this.lengthMax, value.length + prng.integer(-300, 300)));
    const length = prng.chance(0.5) ? near : this.randomLength();
    const head = this.inScarceMemory(() => this.paged.resize(value.head, length));
    if (head === 0) return;
    value.head = head;
    this.takeLength(value, length);
    this.compare(value, Math.max(0, length - 400), length);
  }

  /** Grows a value as APPEND and SETRANGE do, and writes without asking for memory again. */
  extend(): void {
    const { prng, paged, source } = this;
    const value = this.randomValue();
    if (value.head === 0) return;
    const end = prng.chance(0.5)
      ? Math.min(this.lengthMax, value.length + prng.integer(1, 600))
      : this.randomLength();
    const start = Math.max(0, end - prng.integer(0, 3000));
    const head = paged.prepareWrite(value.head, start, end);
    if (head === 0) throw new Error('refused without a limit');
    value.head = head;
    this.takeLength(value, Math.max(value.length, end));
    this.memory.budget.limitBytes = this.memory.usedBytes;
    expect(paged.write(head, start, source, 0, end - start)).toBe(true);
    this.memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    source.copy(value.bytes, start, 0, end - start);
  }

  fillHoles(): void {
    const value = this.randomValue();
    if (value.head === 0) return;
    const { start, end } = this.range(value);
    const isDone = this.inScarceMemory(() => this.paged.fillHoles(value.head, start, end));
    for (let at = start; isDone && at < end; at += this.paged.runLength) {
      this.paged.seek(value.head, at);
      expect(this.paged.isHole).toBe(false);
    }
  }

  dropPages(): void {
    const value = this.randomValue();
    if (value.head === 0) return;
    const count = this.paged.pageCount(value.head);
    const first = this.prng.integer(0, count);
    const limit = Math.min(count, first + 2);
    this.paged.dropPages(value.head, first, limit);
    value.bytes.fill(0, first * this.pageSize, limit * this.pageSize);
  }

  /** Moves what lies in some of the pages. */
  relocate(): void {
    const value = this.randomValue();
    if (value.head === 0) return;
    const modulus = this.prng.integer(1, 4);
    const isLeft = (page: number): boolean => page % modulus === 0;
    const { prng, memory } = this;
    const pages = prng.chance(0.3) ? prng.integer(0, 3) : Number.POSITIVE_INFINITY;
    memory.budget.limitBytes = memory.usedBytes + pages * this.pageSize;
    const before = this.occupancy();
    value.head = this.paged.relocate(value.head, isLeft);
    memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    if (this.occupancy() !== before) expect(this.occupancy()).toBe(before);
  }

  verify(): void {
    this.slab.verify();
    this.memory.verify();
    let [slots, bytes, pages] = [0, 0, 0];
    let occupied = 0;
    for (const value of this.values) {
      if (value.head === 0) continue;
      expect(this.paged.length(value.head)).toBe(value.length);
      this.compare(value, 0, value.length);
      occupied += this.paged.occupiedBytes(value.head);
      this.paged.visitAllocations(value.head, (_reference, requested, size) => {
        occupied -= size;
        if (size === this.pageSize) pages++;
        else slots++;
        if (size !== this.pageSize) bytes += requested;
      });
    }
    expect([`${slots} ${bytes} ${pages}`, occupied]).toEqual([this.occupancy(), 0]);
  }

  finish(): void {
    for (const value of this.values) this.drop(value);
    this.slab.verify();
    this.memory.verifyEmpty();
  }
}

function step(model: PagedModel, prng: Prng): void {
  const draw = prng.integer(0, 999);
  if (draw < 400) model.read();
  else if (draw < 700) model.write();
  else if (draw < 780) model.resize();
  else if (draw < 840) model.extend();
  else if (draw < 900) model.fillHoles();
  else if (draw < 940) model.create();
  else if (draw < 960) model.adopt();
  else if (draw < 980) model.dropPages();
  else model.relocate();
}

describe.each([
  { pageSize: 4 * KIB, share: 0.7, lengthMax: 80 * KIB },
  { pageSize: 32 * KIB, share: 0.25, lengthMax: 330 * KIB },
  { pageSize: 1024 * KIB, share: 0.01, lengthMax: 2500 * KIB },
  // Several directories of 1,024 pages each.
  { pageSize: 4 * KIB, share: 0.04, lengthMax: 9000 * KIB },
])('values up to $lengthMax bytes in pages of $pageSize', ({ pageSize, share, lengthMax }) => {
  const operations = Math.ceil(OPERATIONS * share);

  it(`keep to the model for ${operations} operations`, () => {
    const seed = seedFrom('MODEL_SEED');
    console.info(`MODEL_SEED=${seed}`);
    const prng = new Prng(seed);
    const model = new PagedModel(pageSize, lengthMax, prng);
    for (let i = 0; i < operations; i++) {
      step(model, prng);
      if (i % Math.ceil(operations / CHECKS) === 0) model.verify();
    }
    model.verify();
    expect(model.refusals).toBeGreaterThan(10);
    model.finish();
  });
});
