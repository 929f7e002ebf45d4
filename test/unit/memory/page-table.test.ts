import { describe, expect, it } from 'vitest';
import { PAGE_KIND_ABSENT, PAGE_KIND_WHOLE, PageTable } from '../../../src/memory/page-table.js';

describe('page table', () => {
  it('keeps what is known of each page when it grows', () => {
    const table = new PageTable(1000);
    table.ensure(10);
    table.kind[9] = PAGE_KIND_WHOLE;
    table.isEvacuating[9] = 1;
    table.owner[9] = 65_535;
    table.slotBytes[9] = 2 ** 20;
    table.nextFree[9] = 2 ** 30;
    table.ensure(11);
    expect(table.capacity).toBe(20);
    expect([table.kind[9], table.isEvacuating[9], table.owner[9]]).toEqual([2, 1, 65_535]);
    expect([table.slotBytes[9], table.nextFree[9]]).toEqual([2 ** 20, 2 ** 30]);
    expect(table.kind[10]).toBe(PAGE_KIND_ABSENT);
  });

  it('grows to the limit and never beyond', () => {
    const table = new PageTable(100);
    table.ensure(70);
    table.ensure(71);
    expect(table.capacity).toBe(100);
    expect(() => table.ensure(101)).toThrow('101 pages are more than references can name');
  });

  it('says what it takes itself', () => {
    const table = new PageTable(100);
    table.ensure(64);
    const { kind, isEvacuating, owner, slotBytes, nextFree, ownerNote } = table;
    const arrays = [kind, isEvacuating, owner, slotBytes, nextFree, ownerNote];
    expect(table.sizeBytes).toBe(arrays.reduce((sum, array) => sum + array.byteLength, 0));
  });
});
