import { expect, test } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { SlabAllocator } from '../../../src/memory/slab-allocator.js';
import { ShadowContexts } from '../../../src/profiler/shadow-contexts.js';
import { Prng, seedFrom } from '../../support/prng.js';

const seed = seedFrom('SHADOW_SEED');
console.log(`SHADOW_SEED=${seed}`);

test.each([4096, 32_768, 1_048_576])('with pages of %d ids agree with a map', (pageSizeBytes) => {
  const memory = new MemoryManager({ pageSizeBytes, isVerifying: true });
  const shadow = new ShadowContexts(memory);
  const data = new SlabAllocator(memory, 'data');
  const prng = new Prng(seed);
  const model = new Map<number, { size: number; id: number }>();
  const { slotBits, slotMask } = memory.layout;
  for (let step = 0; step < 3000; step++) {
    const size = prng.integer(1, 2000);
    const reference = data.allocate(size, 1);
    const id = prng.integer(1, 65_535);
    expect(shadow.setSlotId(reference >>> slotBits, reference & slotMask, id)).toBe(true);
    model.set(reference, { size, id });
    if (prng.chance(0.4)) {
      const gone = prng.pick([...model.keys()].slice(0, 50));
      const page = gone >>> slotBits;
      if (data.liveSlotsOf(page) === 1) shadow.dropPage(page);
      data.release(gone, model.get(gone)?.size ?? 0);
      model.delete(gone);
    }
  }
  for (const [reference, { id }] of model) {
    expect(shadow.slotId(reference >>> slotBits, reference & slotMask)).toBe(id);
  }
  shadow.slab.verify();
  data.releaseAll();
  shadow.clear();
  memory.verifyEmpty();
});

test('two bytes a slot, and whole pages cost no page', () => {
  const memory = new MemoryManager();
  const shadow = new ShadowContexts(memory);
  const data = new SlabAllocator(memory, 'data');
  const page = data.allocatePage(1);
  shadow.setWholeId(page, 40_000);
  expect(shadow.wholeId(page)).toBe(40_000);
  expect(memory.pagesOf(shadow.slab.owner)).toBe(0);
  const reference = data.allocate(64, 1);
  const slabPage = reference >>> memory.layout.slotBits;
  shadow.setSlotId(slabPage, reference & memory.layout.slotMask, 7);
  const slots = memory.classes.slots[memory.classes.classFor(64)];
  expect(shadow.slab.liveBytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(2 * slots);
  shadow.dropPage(page);
  expect(shadow.wholeId(page)).toBe(0);
});

test('where memory is refused the page stays without ids until it is dropped', () => {
  const memory = new MemoryManager({ limitBytes: 32_768 });
  const shadow = new ShadowContexts(memory);
  const data = new SlabAllocator(memory, 'data');
  const reference = data.allocate(100, 1);
  const page = reference >>> memory.layout.slotBits;
  const slot = reference & memory.layout.slotMask;
  expect(shadow.setSlotId(page, slot, 5)).toBe(false);
  expect(shadow.slotId(page, slot)).toBe(0);
  expect(shadow.refusedPages).toBe(1);
  memory.budget.limitBytes = Number.POSITIVE_INFINITY;
  expect(shadow.setSlotId(page, slot, 5)).toBe(false);
  shadow.dropPage(page);
  expect(shadow.refusedPages).toBe(0);
  expect(shadow.setSlotId(page, slot, 5)).toBe(true);
  expect(shadow.slotId(page, slot)).toBe(5);
});
