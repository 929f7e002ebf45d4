import { describe, expect, it } from 'vitest';
import { makeLayout } from '../../../src/memory/layout.js';
import { PAGE_HEADER_WORDS, SlabClasses } from '../../../src/memory/slab-classes.js';

const PAGE_SIZES = [4096, 8192, 16_384, 32_768, 65_536, 262_144, 1_048_576];
const classesOf = (pageSize: number): SlabClasses =>
  new SlabClasses(makeLayout(pageSize, 16_777_216));

describe.each(PAGE_SIZES)('the slab classes of pages of %i bytes', (pageSize) => {
  const classes = classesOf(pageSize);

  it('are slots of whole words, each larger than the one before, at most half a page', () => {
    for (let i = 0; i < classes.count; i++) {
      expect(classes.slotBytes[i] % 4).toBe(0);
      if (i > 0) expect(classes.slotBytes[i]).toBeGreaterThan(classes.slotBytes[i - 1] as number);
      expect(classes.slots[i]).toBeGreaterThanOrEqual(2);
    }
    expect(classes.slotBytes[0]).toBe(16);
    expect(classes.slotBytesMax).toBe(classes.slotBytes[classes.count - 1]);
    expect(classes.slotBytesMax).toBeGreaterThan(pageSize / 2 - 64);
  });

  it('have room for their slots, bitmap and header, and for not one slot more', () => {
    for (let i = 0; i < classes.count; i++) {
      const [size, slots] = [classes.slotBytes[i] as number, classes.slots[i] as number];
      const used = (count: number): number =>
        count * size + (PAGE_HEADER_WORDS + Math.ceil(count / 32)) * 4;
      expect(classes.bitmapWords[i]).toBe(Math.ceil(slots / 32));
      expect(used(slots)).toBeLessThanOrEqual(pageSize);
      expect(used(slots + 1)).toBeGreaterThan(pageSize);
    }
  });

  it('fit into the numbers that a page kind and a reference have for them', () => {
    expect(classes.count).toBeLessThanOrEqual(253);
    expect(classes.slots[0]).toBeLessThanOrEqual(pageSize / 16);
  });

  it('are chosen so that a slot holds the size and the next smaller one does not', () => {
    for (let size = 1; size <= classes.slotBytesMax; size++) {
      const found = classes.classFor(size);
      const isTight = found === 0 || (classes.slotBytes[found - 1] as number) < size;
      if ((classes.slotBytes[found] as number) >= size && isTight) continue;
      expect.fail(`${size} bytes are put into slots of ${classes.slotBytes[found]}`);
    }
  });

  it('are filled by the largest slot that is not larger than the size', () => {
    for (let size = 1; size <= Math.min(pageSize, classes.slotBytesMax + 500); size++) {
      const found = classes.classFilledBy(size);
      if (size < 16) {
        if (found !== -1) expect.fail(`${size} bytes fill class ${found}`);
        continue;
      }
      const isNextLarger = (classes.slotBytes[found + 1] ?? Number.POSITIVE_INFINITY) > size;
      if ((classes.slotBytes[found] as number) <= size && isNextLarger) continue;
      expect.fail(`${size} bytes are said to fill ${classes.slotBytes[found]}`);
    }
  });

  it('are as many as a walk over all sizes finds worth having', () => {
    expect(classes.count).toBeLessThan(80 + 20 * Math.log2(pageSize / 1024));
  });

  it('lose at most a few hundredths to rounding between 128 and 1024 bytes', () => {
    for (let size = 129; size <= Math.min(1024, classes.slotBytesMax); size++) {
      const slot = classes.slotBytes[classes.classFor(size)] as number;
      if (slot - size >= size / 14) expect.fail(`${size} bytes take ${slot}`);
    }
  });
});

it('have the sizes that are documented for the default page size', () => {
  const classes = classesOf(32_768);
  expect([...classes.slotBytes.slice(0, 4)]).toEqual([16, 20, 24, 28]);
  expect(classes.slots[0]).toBe(2030);
  expect([...classes.slotBytes.slice(-3)]).toEqual([8184, 10912, 16372]);
  expect([...classes.slots.slice(-3)]).toEqual([4, 3, 2]);
});
