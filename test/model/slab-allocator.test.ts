/**
 * Random operations on a slab allocator against a plain model. Every slot carries a stamp from end
 * to end: one handed out twice, or written to by its neighbour, shows when it is released.
 */
import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { Slot } from '../../src/memory/segment.js';
import { SlabAllocator } from '../../src/memory/slab-allocator.js';
import { countFrom, Prng, seedFrom } from '../support/prng.js';

const OPERATIONS = countFrom('MODEL_OPERATIONS', 1_000_000);
const CHECKS = 10;
const SITE = 1;
const KIB = 1024;

interface Allocation {
  reference: number;
  size: number;
  stamp: number;
}

class SlabModel {
  readonly memory: MemoryManager;
  readonly slab: SlabAllocator;
  private readonly live: Allocation[] = [];
  private readonly pages: number[] = [];
  private readonly evacuating = new Set<number>();
  private readonly slot = new Slot();
  private stamps = 0;
  refusals = 0;
  moves = 0;

  constructor(
    pageSizeBytes: number,
    private readonly prng: Prng,
  ) {
    this.memory = new MemoryManager({
      pageSizeBytes,
      regionSizeBytes: Math.max(16 * pageSizeBytes, 1_048_576),
      isVerifying: true,
    });
    this.slab = new SlabAllocator(this.memory, 'model');
  }

  get size(): number {
    return this.live.length;
  }

  /** Sizes over all classes, each class about as often, its ends more often. */
  private randomSize(): number {
    const { classes } = this.memory;
    const slabClass = this.prng.integer(0, classes.count - 1);
    const largest = classes.slotBytes[slabClass] as number;
    const smallest = slabClass === 0 ? 1 : (classes.slotBytes[slabClass - 1] as number) + 1;
    if (this.prng.chance(0.3)) return largest;
    if (this.prng.chance(0.3)) return smallest;
    return this.prng.integer(smallest, largest);
  }

  allocate(): void {
    const size = this.randomSize();
    const reference = this.slab.allocate(size, SITE);
    if (reference === 0) {
      this.refusals++;
      if (this.memory.canAllocatePages(1)) throw new Error(`${size} bytes refused`);
      return;
    }
    const page = reference >>> this.memory.layout.slotBits;
    if (this.evacuating.has(page)) throw new Error(`page ${page} is used while it is left`);
    this.memory.locate(reference, this.slot);
    if (this.slot.size < size) throw new Error(`a slot of ${this.slot.size} for ${size} bytes`);
    const stamp = ++this.stamps & 255;
    this.slot.bytes.fill(stamp, this.slot.base, this.slot.base + this.slot.size);
    this.live.push({ reference, size, stamp });
  }

  private check({ reference, stamp, size }: Allocation): void {
    const { slot } = this;
    this.memory.locate(reference, slot);
    const { bytes, base } = slot;
    for (let at = base; at < base + size; at += 13) {
      if (bytes[at] !== stamp) throw new Error(`slot ${reference} was written to at ${at - base}`);
    }
    if (bytes[base + size - 1] !== stamp) throw new Error(`slot ${reference} lost its end`);
  }

  /** Takes a random allocation out of the model. */
  private draw(): Allocation | null {
    const { live } = this;
    if (live.length === 0) return null;
    const at = this.prng.integer(0, live.length - 1);
    const one = live[at] as Allocation;
    live[at] = live[live.length - 1] as Allocation;
    live.pop();
    this.check(one);
    return one;
  }

  release(): void {
    const one = this.draw();
    if (one !== null) this.slab.release(one.reference, one.size);
  }

  /** Grows or shrinks what is asked for, inside the slot. */
  resize(): void {
    const one = this.draw();
    if (one === null) return;
    this.memory.locate(one.reference, this.slot);
    const { classes } = this.memory;
    const slabClass = classes.classFor(one.size);
    const smallest = slabClass === 0 ? 1 : (classes.slotBytes[slabClass - 1] as number) + 1;
    const size = this.prng.integer(smallest, this.slot.size);
    if (this.prng.chance(0.5)) this.slab.resize(one.reference, one.size, size);
    else this.slab.rewrite(one.reference, one.size, size, SITE);
    this.slot.bytes.fill(one.stamp, this.slot.base, this.slot.base + this.slot.size);
    this.live.push({ ...one, size });
  }

  relocate(): void {
    const one = this.draw();
    if (one === null) return;
    const reference = this.slab.relocate(one.reference, one.size);
    if (reference !== one.reference) this.moves++;
    this.live.push({ ...one, reference });
    this.check({ ...one, reference });
  }

  wholePage(): void {
    if (this.pages.length > 0 && this.prng.chance(0.5)) {
      this.slab.releasePage(this.pages.pop() as number);
      return;
    }
    const page = this.slab.allocatePage(SITE);
    if (page !== 0) this.pages.push(page);
    else this.refusals++;
    if (this.pages.length > 0 && this.prng.chance(0.3)) {
      this.pages.push(this.slab.relocatePage(this.pages.pop() as number));
    }
  }

  /** Leaves a page: moves all its slots, or only some of them and opens it again. */
  evacuate(): void {
    const { slotBits } = this.memory.layout;
    const one = this.live[this.prng.integer(0, this.live.length)];
    if (one === undefined) return;
    const page = one.reference >>> slotBits;
    const inPage = this.live.filter(({ reference }) => reference >>> slotBits === page);
    this.slab.startEvacuation(page);
    this.evacuating.add(page);
    const share = this.prng.chance(0.5) ? 1 : 0.5;
    let left = inPage.length;
    for (const allocation of inPage) {
      if (!this.prng.chance(share)) continue;
      const reference = this.slab.relocate(allocation.reference, allocation.size);
      if (reference === allocation.reference) continue;
      allocation.reference = reference;
      this.moves++;
      left--;
    }
    // An empty page went back and may come again, for whatever purpose.
    if (left === 0) this.evacuating.delete(page);
    for (let i = 0; i < 3; i++) this.allocate();
    this.evacuating.delete(page);
    if (left > 0) this.slab.stopEvacuation(page);
  }

  setLimit(): void {
    const { memory } = this;
    const pages = this.prng.chance(0.5) ? this.prng.integer(0, 3) : Number.POSITIVE_INFINITY;
    memory.budget.limitBytes = memory.usedBytes + pages * memory.layout.pageSizeBytes;
  }

  verify(): void {
    const { slab, memory } = this;
    slab.verify();
    memory.verify();
    for (const one of this.live) this.check(one);
    const slots = slab.liveSlots.reduce((sum, count) => sum + count, 0);
    const bytes = slab.liveBytes.reduce((sum, count) => sum + count, 0);
    const wanted = this.live.reduce((sum, { size }) => sum + size, 0);
    expect([slots, bytes, slab.wholePages]).toEqual([this.live.length, wanted, this.pages.length]);
  }

  finish(): void {
    this.memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    while (this.live.length > 0) this.release();
    while (this.pages.length > 0) this.slab.releasePage(this.pages.pop() as number);
    this.verify();
    this.memory.verifyEmpty();
  }
}

function step(model: SlabModel, prng: Prng, target: number): void {
  const draw = prng.integer(0, 9999);
  if (draw < 20) model.setLimit();
  else if (draw < 30) model.evacuate();
  else if (draw < 100) model.wholePage();
  else if (draw < 600) model.relocate();
  else if (draw < 1200) model.resize();
  else if (prng.chance(model.size < target ? 0.6 : 0.4)) model.allocate();
  else model.release();
}

describe.each([
  { pageSize: 4 * KIB, share: 0.6, liveMax: 4000 },
  { pageSize: 32 * KIB, share: 0.35, liveMax: 4000 },
  { pageSize: 1024 * KIB, share: 0.05, liveMax: 500 },
])('slabs of pages of $pageSize bytes', ({ pageSize, share, liveMax }) => {
  const operations = Math.ceil(OPERATIONS * share);

  it(`keep to the model for ${operations} operations`, () => {
    const seed = seedFrom('MODEL_SEED');
    console.info(`MODEL_SEED=${seed}`);
    const prng = new Prng(seed);
    const model = new SlabModel(pageSize, prng);
    let target = liveMax;
    for (let i = 0; i < operations; i++) {
      if (i % 20_000 === 0) target = prng.integer(0, liveMax);
      step(model, prng, target);
      if (i % Math.ceil(operations / CHECKS) === 0) model.verify();
    }
    model.verify();
    expect([model.refusals > 0, model.moves > 0]).toEqual([true, true]);
    model.finish();
  });
});
