import { describe, expect, it } from 'vitest';
import { makeLayout } from '../../../src/memory/layout.js';
import { PAGE_KIND_FREE, PAGE_KIND_WHOLE, PageTable } from '../../../src/memory/page-table.js';
import { SegmentPool } from '../../../src/memory/segment-pool.js';

const PER_REGION = 4;

class PoolUser {
  readonly layout = makeLayout(4096, PER_REGION * 4096);
  readonly table = new PageTable(this.layout.pageLimit);
  readonly pool = new SegmentPool(this.layout, this.table);

  take(): number {
    const page = this.pool.take();
    this.table.kind[page] = PAGE_KIND_WHOLE;
    return page;
  }

  takeMany(count: number): number[] {
    return Array.from({ length: count }, () => this.take());
  }

  regionOf(page: number): number {
    return page >>> this.layout.regionShift;
  }
}

describe('segment pool', () => {
  it('has no memory before the first page is taken', () => {
    const { pool } = new PoolUser();
    expect([pool.regionCount, pool.freePages, pool.regionLimit]).toEqual([0, 0, 1]);
    pool.verify();
  });

  it('hands out every page of a region once, then makes another region', () => {
    const user = new PoolUser();
    const pages = user.takeMany(PER_REGION + 1);
    expect(new Set(pages).size).toBe(PER_REGION + 1);
    expect(pages.map((page) => user.regionOf(page))).toEqual([1, 1, 1, 1, 2]);
    expect([user.pool.regionCount, user.pool.freePages]).toEqual([2, 3]);
    user.pool.verify();
  });

  it('never hands out page 0', () => {
    expect(new PoolUser().takeMany(100)).not.toContain(0);
  });

  it('takes from the lowest region that has a free page, so that high ones run empty', () => {
    const user = new PoolUser();
    const pages = user.takeMany(3 * PER_REGION);
    user.pool.give(pages[9] as number);
    user.pool.give(pages[1] as number);
    expect(user.take()).toBe(pages[1]);
    expect(user.take()).toBe(pages[9]);
    user.pool.verify();
  });

  it('tells pages never handed out, which are zeros, from pages that came back', () => {
    const user = new PoolUser();
    const page = user.take();
    expect(user.pool.isTakenFresh).toBe(true);
    user.pool.give(page);
    user.take();
    expect(user.pool.isTakenFresh).toBe(false);
  });

  it('stops the process where a free page is given back, naming the page', () => {
    const user = new PoolUser();
    const page = user.take();
    user.pool.give(page);
    expect(() => user.pool.give(page)).toThrow(`page ${page} is free already`);
  });

  it('gives back only regions without a page in use, and detaches them', () => {
    const user = new PoolUser();
    const pages = user.takeMany(3 * PER_REGION);
    const second = user.pool.bytes[2] as Uint8Array;
    for (const page of pages) if (user.regionOf(page) === 2) user.pool.give(page);
    user.pool.give(pages[0] as number);
    expect(user.pool.releaseEmptyRegions()).toBe(1);
    expect(user.pool.releaseEmptyRegions()).toBe(0);
    expect(second.length).toBe(0);
    expect([user.pool.isPresent(1), user.pool.isPresent(2)]).toEqual([true, false]);
    expect([user.pool.regionCount, user.pool.freePages]).toEqual([2, 1]);
    user.pool.verify();
  });

  it('gives back no more regions at once than it is told, the highest first', () => {
    const user = new PoolUser();
    for (const page of user.takeMany(4 * PER_REGION)) user.pool.give(page);
    expect(user.pool.releaseEmptyRegions(1)).toBe(1);
    expect([1, 2, 3, 4].map((region) => user.pool.isPresent(region))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([user.pool.releaseEmptyRegions(2), user.pool.releaseEmptyRegions(2)]).toEqual([2, 1]);
    user.pool.verify();
  });

  it('gives a region that comes back its old number, and its pages are zeros again', () => {
    const user = new PoolUser();
    const pages = user.takeMany(2 * PER_REGION);
    (user.pool.bytes[1] as Uint8Array).fill(7);
    for (const page of pages.slice(0, PER_REGION)) user.pool.give(page);
    user.pool.releaseEmptyRegions();
    expect(user.takeMany(PER_REGION).sort()).toEqual(pages.slice(0, PER_REGION));
    expect((user.pool.bytes[1] as Uint8Array).every((byte) => byte === 0)).toBe(true);
    user.pool.verify();
  });

  it('takes no page from a closed region until it is opened again', () => {
    const user = new PoolUser();
    const pages = user.takeMany(2 * PER_REGION);
    user.pool.give(pages[0] as number);
    user.pool.setClosed(1, true);
    const other = user.take();
    expect(user.regionOf(other)).toBe(3);
    user.pool.setClosed(1, false);
    expect(user.take()).toBe(pages[0]);
    user.pool.verify();
  });

  it('opens a region that was given back while it was closed', () => {
    const user = new PoolUser();
    const pages = user.takeMany(PER_REGION);
    user.pool.setClosed(1, true);
    for (const page of pages) user.pool.give(page);
    user.pool.releaseEmptyRegions();
    expect(user.takeMany(PER_REGION).map((page) => user.regionOf(page))).toEqual([1, 1, 1, 1]);
    expect(user.pool.regionCount).toBe(1);
  });

  it('grows ahead of need', () => {
    const user = new PoolUser();
    expect(user.pool.grow(2 * PER_REGION + 1)).toBe(true);
    expect([user.pool.regionCount, user.pool.freePages]).toEqual([3, 3 * PER_REGION]);
    expect(user.pool.freePagesOf(2)).toBe(PER_REGION);
    user.pool.verify();
  });

  it('refuses, and stays as it is, where references have no number left for a region', () => {
    const layout = { ...makeLayout(4096, PER_REGION * 4096), pageLimit: 3 * PER_REGION };
    const pool = new SegmentPool(layout, new PageTable(layout.pageLimit));
    expect(pool.grow(2 * PER_REGION)).toBe(true);
    expect(pool.grow(2 * PER_REGION + 1)).toBe(false);
    expect(pool.freePages).toBe(2 * PER_REGION);
    pool.verify();
  });

  it('refuses where the system has no memory of that size', () => {
    const layout = { ...makeLayout(4096, PER_REGION * 4096), regionSizeBytes: 2 ** 53 };
    const pool = new SegmentPool(layout, new PageTable(layout.pageLimit));
    expect(pool.take()).toBe(0);
    expect([pool.regionCount, pool.regionLimit]).toEqual([0, 1]);
  });

  it('notices a page whose kind was changed behind its back', () => {
    const user = new PoolUser();
    const page = user.take();
    user.table.kind[page] = PAGE_KIND_FREE;
    expect(() => user.pool.verify()).toThrow('region 1: 4 pages are free');
  });

  it('notices a chain of free pages that leads elsewhere', () => {
    const user = new PoolUser();
    const [one, other] = user.takeMany(2) as [number, number];
    user.pool.give(one);
    user.pool.give(other);
    user.table.nextFree[one] = other;
    expect(() => user.pool.verify()).toThrow('form a circle');
    user.table.nextFree[one] = other + 100;
    expect(() => user.pool.verify()).toThrow(`page ${other + 100} is chained wrongly`);
  });
});
