import { describe, expect, it } from 'vitest';
import type { AllocationHooks } from '../../../src/memory/allocation-hooks.js';
import { MemoryManager, type MemoryOptions } from '../../../src/memory/memory-manager.js';
import { Slot } from '../../../src/memory/segment.js';
import { SlabAllocator } from '../../../src/memory/slab-allocator.js';

const PAGE = 4096;
const OPTIONS = { pageSizeBytes: PAGE, regionSizeBytes: 16 * PAGE, isVerifying: true };
const SITE = 1;

function makeSlab(options: MemoryOptions = {}): { memory: MemoryManager; slab: SlabAllocator } {
  const memory = new MemoryManager({ ...OPTIONS, ...options });
  return { memory, slab: new SlabAllocator(memory, 'items') };
}

const many = (slab: SlabAllocator, count: number, size: number): number[] =>
  Array.from({ length: count }, () => slab.allocate(size, SITE));

const pageOf = (memory: MemoryManager, reference: number): number =>
  reference >>> memory.layout.slotBits;

describe('slab allocator', () => {
  it('cuts one page into slots until it is full, then takes another', () => {
    const { memory, slab } = makeSlab();
    const slots = memory.classes.slots[memory.classes.classFor(1000)] as number;
    const references = many(slab, slots + 1, 1000);
    expect(new Set(references).size).toBe(slots + 1);
    expect(new Set(references.map((one) => pageOf(memory, one))).size).toBe(2);
    expect(memory.pagesOf(slab.owner)).toBe(2);
    slab.verify();
  });

  it('counts live slots and the bytes asked for, by class', () => {
    const { memory, slab } = makeSlab();
    const small = memory.classes.classFor(17);
    const [one] = many(slab, 3, 17) as [number];
    slab.allocate(20, SITE);
    slab.release(one, 17);
    expect([slab.liveSlots[small], slab.liveBytes[small], slab.pages[small]]).toEqual([3, 54, 1]);
    slab.verify();
  });

  it('uses a released slot again before it takes another page', () => {
    const { memory, slab } = makeSlab();
    const slots = memory.classes.slots[memory.classes.classFor(500)] as number;
    const references = many(slab, slots, 500);
    slab.release(references[3] as number, 500);
    expect(slab.allocate(497, SITE)).toBe(references[3]);
    expect(memory.pagesOf(slab.owner)).toBe(1);
    slab.verify();
  });

  it('gives a page back with its last slot', () => {
    const { memory, slab } = makeSlab();
    const references = many(slab, 50, 100);
    for (const reference of references) slab.release(reference, 100);
    memory.verifyEmpty();
    slab.verify();
  });

  it('refuses where no page is to be had, and changes nothing', () => {
    const { memory, slab } = makeSlab({ limitBytes: PAGE });
    const slots = memory.classes.slots[memory.classes.classFor(2000)] as number;
    many(slab, slots, 2000);
    expect(slab.allocate(2000, SITE)).toBe(0);
    expect(slab.allocate(16, SITE)).toBe(0);
    expect(slab.allocatePage(SITE)).toBe(0);
    expect(slab.wholePages).toBe(0);
    slab.verify();
    memory.verify();
  });

  it('hands out whole pages and counts them', () => {
    const { memory, slab } = makeSlab();
    const page = slab.allocatePage(SITE);
    expect([slab.wholePages, memory.pagesOf(slab.owner)]).toEqual([1, 1]);
    slab.verify();
    slab.releasePage(page);
    memory.verifyEmpty();
  });

  it('takes everything back at once, live slots and all', () => {
    const { memory, slab } = makeSlab();
    for (let size = 1; size <= memory.classes.slotBytesMax; size += 37) slab.allocate(size, SITE);
    slab.allocatePage(SITE);
    slab.releaseAll();
    memory.verifyEmpty();
    slab.verify();
    expect(slab.allocate(100, SITE)).not.toBe(0);
    slab.verify();
  });

  it('knows which slots are live and walks over them in order', () => {
    const { memory, slab } = makeSlab();
    const references = many(slab, 100, 20);
    const page = pageOf(memory, references[0] as number);
    const kept = references.filter((_, i) => i % 7 === 0 || i === 63);
    for (const one of references) if (!kept.includes(one)) slab.release(one, 20);
    const walked: number[] = [];
    for (let slot = slab.nextLiveSlot(page, 0); slot >= 0; ) {
      walked.push((page << memory.layout.slotBits) | slot);
      slot = slab.nextLiveSlot(page, slot + 1);
    }
    expect(walked).toEqual(kept);
    expect(slab.liveSlotsOf(page)).toBe(kept.length);
    expect(references.filter((one) => slab.isLive(one))).toEqual(kept);
    expect(slab.isLive((page << memory.layout.slotBits) | memory.layout.slotMask)).toBe(false);
  });

  it('resizes in place: only what is asked for changes', () => {
    const { memory, slab } = makeSlab();
    const slabClass = memory.classes.classFor(30);
    const reference = slab.allocate(30, SITE);
    slab.resize(reference, 30, 32);
    expect(slab.liveBytes[slabClass]).toBe(32);
    slab.rewrite(reference, 32, 29, SITE);
    expect(slab.liveBytes[slabClass]).toBe(29);
    slab.release(reference, 29);
    expect(slab.liveBytes[slabClass]).toBe(0);
  });
});

describe('moving', () => {
  it('takes the content along and frees the former slot', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    const [first, second] = many(slab, 2, 77) as [number, number];
    memory.locate(second, slot);
    slot.bytes.fill(5, slot.base, slot.base + 77);
    slab.release(first, 77);
    expect(slab.relocate(second, 77)).toBe(first);
    memory.locate(first, slot);
    expect([...slot.bytes.subarray(slot.base, slot.base + 77)]).toEqual(Array(77).fill(5));
    expect([slab.isLive(first), slab.isLive(second)]).toEqual([true, false]);
    slab.verify();
  });

  it('leaves things where they are when memory is refused', () => {
    const { memory, slab } = makeSlab({ limitBytes: PAGE });
    const slots = memory.classes.slots[memory.classes.classFor(2000)] as number;
    const references = many(slab, slots, 2000);
    expect(slab.relocate(references[0] as number, 2000)).toBe(references[0]);
    slab.releaseAll();
    const page = slab.allocatePage(SITE);
    expect(slab.relocatePage(page)).toBe(page);
    slab.verify();
  });

  it('empties a page that is being left, into which nothing is put', () => {
    const { memory, slab } = makeSlab();
    const references = many(slab, 10, 100);
    const left = pageOf(memory, references[0] as number);
    slab.startEvacuation(left);
    slab.verify();
    expect(pageOf(memory, slab.allocate(100, SITE))).not.toBe(left);
    for (const reference of references) slab.relocate(reference, 100);
    expect(memory.pagesOf(slab.owner)).toBe(1);
    expect(slab.liveSlots[memory.classes.classFor(100)]).toBe(11);
    slab.verify();
  });

  it('opens a page again that was not emptied', () => {
    const { memory, slab } = makeSlab();
    const references = many(slab, 10, 100);
    const left = pageOf(memory, references[0] as number);
    slab.startEvacuation(left);
    slab.release(references[4] as number, 100);
    slab.stopEvacuation(left);
    slab.verify();
    expect(slab.allocate(100, SITE)).toBe(references[4]);
  });

  it('can leave a full page and open it again', () => {
    const { memory, slab } = makeSlab();
    const slots = memory.classes.slots[memory.classes.classFor(1000)] as number;
    const references = many(slab, slots, 1000);
    const page = pageOf(memory, references[0] as number);
    slab.startEvacuation(page);
    slab.verify();
    slab.stopEvacuation(page);
    slab.verify();
    slab.startEvacuation(page);
    slab.release(references[0] as number, 1000);
    slab.verify();
    slab.stopEvacuation(page);
    expect(slab.allocate(1000, SITE)).toBe(references[0]);
    slab.verify();
  });

  it('moves whole pages', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    const page = slab.allocatePage(SITE);
    memory.locate(page << memory.layout.slotBits, slot);
    slot.bytes.fill(9, slot.base, slot.base + PAGE);
    const moved = slab.relocatePage(page);
    expect(moved).not.toBe(page);
    memory.locate(moved << memory.layout.slotBits, slot);
    expect(slot.bytes.subarray(slot.base, slot.base + PAGE).every((byte) => byte === 9)).toBe(true);
    expect([slab.wholePages, memory.pagesInUse]).toEqual([1, 1]);
    slab.verify();
  });
});

describe('hooks', () => {
  it('are told of everything, with references, sizes and sites', () => {
    const { memory, slab } = makeSlab();
    const calls: unknown[][] = [];
    const note =
      (name: string) =>
      (...values: number[]): void => {
        calls.push([name, ...values]);
      };
    memory.hooks = {
      allocated: note('allocated'),
      rewritten: note('rewritten'),
      resized: note('resized'),
      released: note('released'),
      moved: note('moved'),
      pageDropped: note('dropped'),
    } satisfies AllocationHooks;
    const one = slab.allocate(18, 7);
    slab.resize(one, 18, 19);
    slab.rewrite(one, 19, 20, 8);
    const two = slab.relocate(one, 20);
    slab.release(two, 20);
    const page = slab.allocatePage(9);
    slab.releasePage(page);
    const whole = page << memory.layout.slotBits;
    expect(calls).toEqual([
      ['allocated', one, 18, 20, 7],
      ['resized', one, 18, 19, 20],
      ['rewritten', one, 19, 20, 20, 8],
      ['allocated', two, 20, 20, 0],
      ['moved', one, 20, 20, two, 20, 20],
      ['released', one, 20, 20, 5],
      ['released', two, 20, 20, 0],
      ['dropped', pageOf(memory, two)],
      ['allocated', whole, PAGE, PAGE, 9],
      ['released', whole, PAGE, PAGE, 0],
    ]);
  });
});

describe('what a caller does wrong', () => {
  it('releasing a slot twice names slot, page and owner', () => {
    const { memory, slab } = makeSlab({ isVerifying: false });
    const [one] = many(slab, 2, 50) as [number];
    slab.release(one, 50);
    const page = pageOf(memory, one);
    expect(() => slab.release(one, 50)).toThrow(`slot 0 of page ${page} (items) is released twice`);
  });

  it('releasing the last slot twice names a page that is nobody’s', () => {
    const { memory, slab } = makeSlab();
    const one = slab.allocate(50, SITE);
    slab.release(one, 50);
    const page = pageOf(memory, one);
    expect(() => slab.release(one, 50)).toThrow(`slot 0 of page ${page} (nobody) is not one of`);
  });

  it('releasing a slot of another slab names both owners', () => {
    const { memory, slab } = makeSlab();
    const other = new SlabAllocator(memory, 'values');
    const one = slab.allocate(50, SITE);
    const text = `slot 0 of page ${pageOf(memory, one)} (items) is not one of values`;
    expect(() => other.release(one, 50)).toThrow(text);
  });

  it('releasing a slot of a whole page is refused', () => {
    const { memory, slab } = makeSlab();
    const page = slab.allocatePage(SITE);
    expect(() => slab.release(page << memory.layout.slotBits, 50)).toThrow('is not one of items');
  });

  it('releasing a slot that the page does not have is refused', () => {
    const { memory, slab } = makeSlab();
    const one = slab.allocate(1000, SITE);
    const slots = memory.classes.slots[memory.classes.classFor(1000)] as number;
    expect(() => slab.release(one + slots, 1000)).toThrow(`slot ${slots} of page`);
  });

  it('reading a slot after its release shows nonsense', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    const [one] = many(slab, 2, 64) as [number];
    memory.locate(one, slot);
    slot.bytes.fill(1, slot.base, slot.base + 64);
    slab.release(one, 64);
    expect([...slot.bytes.subarray(slot.base, slot.base + 64)]).toEqual(Array(64).fill(0xdd));
  });

  it('writing to a slot after its release is found at the next allocation and by verify', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    const [one] = many(slab, 2, 64) as [number];
    memory.locate(one, slot);
    slab.release(one, 64);
    slot.bytes[slot.base + 63] = 0;
    const text = `slot 0 of page ${pageOf(memory, one)} (items) was written to while it was free`;
    expect(() => slab.verify()).toThrow(text);
    expect(() => slab.allocate(64, SITE)).toThrow(text);
  });

  it('writing beyond a slot into a free one is found', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    memory.locate(slab.allocate(64, SITE), slot);
    slot.bytes.fill(1, slot.base, slot.base + 65);
    expect(() => slab.verify()).toThrow('slot 1 of page');
  });

  it('writing over a page’s header is found', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    memory.locate(slab.allocate(64, SITE), slot);
    slot.words[slot.base / 4 + PAGE / 4 - 5] = 0;
    expect(() => slab.verify()).toThrow('lost its header');
  });

  it('losing count is found', () => {
    const { memory, slab } = makeSlab();
    const slot = new Slot();
    memory.locate(slab.allocate(64, SITE), slot);
    slot.words[slot.base / 4 + PAGE / 4 - 4] = 2;
    expect(() => slab.verify()).toThrow('miscounts its slots');
    slot.words[slot.base / 4 + PAGE / 4 - 4] = 1;
    slab.liveSlots[memory.classes.classFor(64)] = 2;
    expect(() => slab.verify()).toThrow('class 64 of items: slots 1');
  });
});
