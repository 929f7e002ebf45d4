import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { Segment, Slot } from '../../../src/memory/segment.js';
import { SlabAllocator } from '../../../src/memory/slab-allocator.js';

const OPTIONS = { pageSizeBytes: 4096, regionSizeBytes: 16_384, isVerifying: true };

describe('a segment', () => {
  it('holds nothing before it was opened', () => {
    const segment = new Segment();
    expect([segment.page, segment.bytes.length, segment.words.length]).toEqual([0, 0, 0]);
  });

  it('shows the same memory in bytes and in words, page by page', () => {
    const memory = new MemoryManager(OPTIONS);
    const owner = memory.registerOwner('test');
    const pages = Array.from({ length: 9 }, () => memory.allocatePage(owner));
    const segment = new Segment();
    for (const page of pages) {
      memory.open(page, segment);
      expect(segment.page).toBe(page);
      segment.words[segment.wordBase] = page;
      segment.bytes[segment.base + 4095] = page;
    }
    for (const page of pages) {
      memory.open(page, segment);
      expect(segment.bytes[segment.base]).toBe(page);
      expect(segment.words[segment.wordBase + 1023] >>> 24).toBe(page);
    }
  });

  it('keeps its shape from the constructor on', () => {
    const fields = ['page', 'bytes', 'words', 'base', 'wordBase'];
    expect(Object.keys(new Segment())).toEqual(fields);
  });
});

describe('a slot', () => {
  it('names the memory that a reference stands for', () => {
    const memory = new MemoryManager(OPTIONS);
    const slab = new SlabAllocator(memory, 'test');
    const slot = new Slot();
    const references = Array.from({ length: 300 }, () => slab.allocate(98, 1));
    references.forEach((reference, i) => {
      memory.locate(reference, slot);
      expect([slot.reference, slot.size, slot.base % 4]).toEqual([reference, 100, 0]);
      slot.bytes.fill(i, slot.base, slot.base + slot.size);
    });
    references.forEach((reference, i) => {
      memory.locate(reference, slot);
      const wrong = slot.bytes
        .subarray(slot.base, slot.base + slot.size)
        .findIndex((byte) => byte !== (i & 255));
      expect(wrong).toBe(-1);
    });
  });

  it('keeps its shape from the constructor on', () => {
    expect(Object.keys(new Slot())).toEqual(['reference', 'bytes', 'words', 'base', 'size']);
  });
});
