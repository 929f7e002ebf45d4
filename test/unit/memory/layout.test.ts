import { describe, expect, it } from 'vitest';
import { makeLayout, pageSizeProblem } from '../../../src/memory/layout.js';

const MIB = 1_048_576;

describe('page sizes', () => {
  it.each([4096, 8192, 32_768, MIB])('%i bytes can be used', (size) => {
    expect(pageSizeProblem(size)).toBeNull();
  });

  it.each([
    [0, 'must be a power of two'],
    [-4096, 'must be a power of two'],
    [5000, 'must be a power of two'],
    [2048, 'must be at least 4096'],
    [2 * MIB, 'must be at most 1048576'],
  ])('%i bytes cannot: %s', (size, problem) => {
    expect(pageSizeProblem(size)).toBe(problem);
    expect(() => makeLayout(size, 16 * MIB)).toThrow(problem);
  });
});

describe('the layout', () => {
  it.each([
    [4096, 12, 8, 4096],
    [32_768, 15, 11, 512],
    [MIB, 20, 16, 16],
  ])('of pages of %i bytes', (pageSize, pageShift, slotBits, pagesPerRegion) => {
    const layout = makeLayout(pageSize, 16 * MIB);
    expect(layout).toMatchObject({ pageShift, slotBits, slotMask: 2 ** slotBits - 1 });
    expect(layout.pageInRegionMask).toBe(pagesPerRegion - 1);
    expect(2 ** layout.regionShift).toBe(pagesPerRegion);
  });

  it.each([4096, 32_768, MIB])('reaches 32 GiB with pages of %i bytes', (pageSize) => {
    const layout = makeLayout(pageSize, 16 * MIB);
    expect(layout.pageLimit * pageSize).toBe(32 * 1024 * MIB);
    // The last slot of the last page is still a positive 32-bit integer.
    expect(layout.pageLimit * 2 ** layout.slotBits - 1).toBe(2 ** 31 - 1);
  });

  it.each([4096, 32_768, MIB])('names each of %i / 16 slots', (pageSize) => {
    expect(2 ** makeLayout(pageSize, 16 * MIB).slotBits).toBe(pageSize / 16);
  });

  it('refuses regions that are no whole number of pages', () => {
    expect(() => makeLayout(32_768, 16_384)).toThrow('does not hold whole pages');
    expect(() => makeLayout(32_768, 3 * MIB)).toThrow('does not hold whole pages');
  });
});
