import { describe, expect, it } from 'vitest';
import type { AllocationHooks } from '../../../src/memory/allocation-hooks.js';
import { MemoryManager, type MemoryOptions } from '../../../src/memory/memory-manager.js';
import { Segment } from '../../../src/memory/segment.js';

const PAGE = 4096;
const SILENT: AllocationHooks = {
  allocated() {},
  rewritten() {},
  resized() {},
  released() {},
  moved() {},
  pageDropped() {},
};
const OPTIONS = { pageSizeBytes: PAGE, regionSizeBytes: 4 * PAGE, isVerifying: true };

function makeManager(options: MemoryOptions = {}): { memory: MemoryManager; ann: number } {
  const memory = new MemoryManager({ ...OPTIONS, ...options });
  return { memory, ann: memory.registerOwner('ann') };
}

function pagesOf(memory: MemoryManager, owner: number, count: number): number[] {
  return Array.from({ length: count }, () => memory.allocatePage(owner));
}

describe('memory manager', () => {
  it('has pages of 32 KiB in regions of 32 MiB unless told otherwise', () => {
    const { layout } = new MemoryManager();
    expect([layout.pageSizeBytes, layout.regionSizeBytes]).toEqual([32_768, 33_554_432]);
  });

  it('counts pages by owner', () => {
    const { memory, ann } = makeManager();
    const bob = memory.registerOwner('bob');
    const [first] = pagesOf(memory, ann, 3) as [number];
    pagesOf(memory, bob, 2);
    memory.release(ann, first);
    expect([memory.pagesOf(ann), memory.pagesOf(bob), memory.pagesInUse]).toEqual([2, 2, 4]);
    expect(memory.usedBytes).toBe(4 * PAGE);
    expect(memory.budget.usedBytes).toBe(4 * PAGE);
    memory.verify();
  });

  it('refuses a page beyond the budget and grants it again once one came back', () => {
    const { memory, ann } = makeManager({ limitBytes: 2 * PAGE + 1 });
    const [first] = pagesOf(memory, ann, 2) as [number];
    expect(memory.allocatePage(ann)).toBe(0);
    expect(memory.pagesInUse).toBe(2);
    memory.release(ann, first);
    expect(memory.allocatePage(ann)).not.toBe(0);
    memory.verify();
  });

  it('charges nothing for a page that the system refused', () => {
    const { memory, ann } = makeManager();
    // As if the system had no more memory than one region.
    Object.assign(memory.layout, { pageLimit: 2 * 4 });
    pagesOf(memory, ann, 4);
    expect(memory.allocatePage(ann)).toBe(0);
    expect(memory.allocatePages(ann, 2, new Int32Array(2))).toBe(false);
    expect(memory.budget.usedBytes).toBe(4 * PAGE);
    memory.verify();
  });

  it('takes all of several pages or none', () => {
    const { memory, ann } = makeManager({ limitBytes: 5 * PAGE });
    const target = new Int32Array(8);
    expect(memory.allocatePages(ann, 6, target)).toBe(false);
    expect(memory.pagesInUse).toBe(0);
    expect(memory.allocatePages(ann, 5, target)).toBe(true);
    expect(new Set(target.subarray(0, 5)).size).toBe(5);
    expect(memory.canAllocatePages(1)).toBe(false);
    memory.verify();
  });

  it('hands pages over to another owner', () => {
    const { memory, ann } = makeManager();
    const bob = memory.registerOwner('bob');
    const [page] = pagesOf(memory, ann, 1) as [number];
    memory.transfer(page, ann, bob);
    expect([memory.pagesOf(ann), memory.pagesOf(bob)]).toEqual([0, 1]);
    expect(() => memory.release(ann, page)).toThrow(`page ${page} belongs to bob, not to ann`);
    memory.release(bob, page);
    memory.verifyEmpty();
  });

  it('takes everything back from one owner and nothing from the others', () => {
    const { memory, ann } = makeManager();
    const bob = memory.registerOwner('bob');
    for (let i = 0; i < 10; i++) memory.allocatePage(i % 2 === 0 ? ann : bob);
    memory.releaseAll(ann);
    expect([memory.pagesOf(ann), memory.pagesOf(bob), memory.pagesInUse]).toEqual([0, 5, 5]);
    memory.verify();
    memory.releaseAll(bob);
    memory.verifyEmpty();
  });

  it('tells a profiler of every page that is dropped with its owner', () => {
    const { memory, ann } = makeManager();
    const pages = pagesOf(memory, ann, 6);
    const dropped: number[] = [];
    memory.hooks = { ...SILENT, pageDropped: (page) => dropped.push(page) };
    memory.releaseAll(ann);
    expect(dropped.sort()).toEqual(pages.sort());
  });

  it('gives regions that ran empty back to the system and tells the bytes', () => {
    const { memory, ann } = makeManager();
    const pages = pagesOf(memory, ann, 9);
    for (const page of pages.slice(0, 8)) memory.release(ann, page);
    expect(memory.releaseFreeMemory()).toBe(2 * 4 * PAGE);
    expect(memory.releaseFreeMemory()).toBe(0);
    memory.verify();
  });

  it('keeps the regions that were there from the start', () => {
    const { memory, ann } = makeManager({ limitBytes: 10 * PAGE });
    expect(memory.preallocate(10 * PAGE)).toBe(true);
    expect([memory.pool.regionCount, memory.pool.freePages]).toEqual([3, 12]);
    const pages = pagesOf(memory, ann, 10);
    expect(pages).not.toContain(0);
    expect(memory.pool.regionCount).toBe(3);
    memory.releaseAll(ann);
    expect([memory.releaseFreeMemory(), memory.pool.regionCount]).toEqual([0, 3]);
    memory.verify();
  });

  it('says so where the system does not give what is wanted from the start', () => {
    const { memory } = makeManager();
    // As if the system had no more memory than three regions.
    Object.assign(memory.layout, { pageLimit: 4 * 4 });
    expect(memory.preallocate(12 * PAGE)).toBe(true);
    expect(memory.preallocate(13 * PAGE)).toBe(false);
    memory.verify();
  });

  it('changes no page in use when it takes memory from the system', () => {
    const { memory, ann } = makeManager();
    const segment = new Segment();
    memory.open(memory.allocatePage(ann), segment);
    segment.bytes[segment.base] = 7;
    memory.preallocate(20 * PAGE);
    expect(segment.bytes[segment.base]).toBe(7);
  });

  it('has room for the owners of many databases', () => {
    const { memory } = makeManager();
    const owners = Array.from({ length: 300 }, (_, i) => memory.registerOwner(`owner ${i}`));
    for (const owner of owners) memory.allocatePage(owner);
    expect(memory.pagesOf(owners[299] as number)).toBe(1);
    expect(memory.ownerName(owners[299] as number)).toBe('owner 299');
    expect(memory.ownerLimit).toBe(302);
    memory.verify();
  });
});

describe('what a caller does wrong', () => {
  it('releasing a page twice names the page and who tried', () => {
    const { memory, ann } = makeManager();
    const [page] = pagesOf(memory, ann, 1) as [number];
    memory.release(ann, page);
    const text = `page ${page} belongs to nobody, not to ann`;
    expect(() => memory.release(ann, page)).toThrow(text);
    expect(() => memory.transfer(page, ann, ann)).toThrow(text);
  });

  it('releasing a page of somebody else names both', () => {
    const { memory, ann } = makeManager({ isVerifying: false });
    const bob = memory.registerOwner('bob');
    const [page] = pagesOf(memory, ann, 1) as [number];
    expect(() => memory.release(bob, page)).toThrow(`page ${page} belongs to ann, not to bob`);
  });

  it.each([0, 3, 1_000_000])('releasing page %i, which never existed, is refused', (page) => {
    const { memory, ann } = makeManager();
    memory.allocatePage(ann);
    expect(() => memory.release(ann, page)).toThrow(`page ${page} belongs to nobody, not to ann`);
  });

  it('leaving pages behind names the owner and their number', () => {
    const { memory, ann } = makeManager();
    pagesOf(memory, ann, 2);
    expect(() => memory.verifyEmpty()).toThrow('ann still holds 2 pages');
  });

  it('reading a page after its release shows nonsense', () => {
    const { memory, ann } = makeManager();
    const segment = new Segment();
    const [page] = pagesOf(memory, ann, 1) as [number];
    memory.open(page, segment);
    segment.bytes.fill(1, segment.base, segment.base + PAGE);
    memory.release(ann, page);
    const left = segment.bytes.subarray(segment.base, segment.base + PAGE);
    expect(left.every((byte) => byte === 0xdd)).toBe(true);
  });

  it('relying on zeros in a page never used before shows nonsense too', () => {
    const { memory, ann } = makeManager();
    const segment = new Segment();
    memory.open(memory.allocatePage(ann), segment);
    expect(segment.bytes[segment.base]).toBe(0xdd);
  });

  it('writing to a page after its release is found when it is handed out again', () => {
    const { memory, ann } = makeManager();
    const segment = new Segment();
    const [page] = pagesOf(memory, ann, 1) as [number];
    memory.open(page, segment);
    memory.release(ann, page);
    segment.bytes[segment.base + PAGE - 1] = 1;
    const text = `page ${page} was written to after ann released it`;
    expect(() => memory.allocatePage(ann)).toThrow(text);
  });

  it('is not looked for in production where it costs time', () => {
    const { memory, ann } = makeManager({ isVerifying: false });
    const segment = new Segment();
    memory.open(memory.allocatePage(ann), segment);
    expect(segment.bytes[segment.base]).toBe(0);
    memory.release(ann, segment.page);
    expect(segment.bytes[segment.base]).toBe(0);
  });

  it('counting pages elsewhere than here is found by recounting', () => {
    const { memory, ann } = makeManager();
    const [page] = pagesOf(memory, ann, 2) as [number];
    memory.table.owner[page] = memory.registerOwner('bob');
    expect(() => memory.verify()).toThrow('ann holds 1 pages');
    memory.table.owner[page] = ann;
    memory.budget.unreserve(1);
    expect(() => memory.verify()).toThrow('the budget disagrees');
  });
});

describe('checking on demand', () => {
  it('is switched on by the environment, whatever the options say', () => {
    const before = process.env.SEGKV_VERIFY;
    try {
      process.env.SEGKV_VERIFY = '1';
      expect(new MemoryManager({ isVerifying: false }).isVerifying).toBe(true);
      process.env.SEGKV_VERIFY = '0';
      expect(new MemoryManager().isVerifying).toBe(false);
    } finally {
      if (before === undefined) delete process.env.SEGKV_VERIFY;
      else process.env.SEGKV_VERIFY = before;
    }
  });
});
