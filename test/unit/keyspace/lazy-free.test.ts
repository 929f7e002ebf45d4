import { expect, test } from 'vitest';
import { LazyFree } from '../../../src/keyspace/lazy-free.js';
import { RELEASE_DELETE, RELEASE_EXPIRY } from '../../../src/memory/allocation-hooks.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { SlabAllocator } from '../../../src/memory/slab-allocator.js';
import { PagedBytes } from '../../../src/structures/paged-bytes.js';

const PAGE = 4096;

function setUp() {
  const memory = new MemoryManager({ pageSizeBytes: PAGE, isVerifying: true });
  const slab = new SlabAllocator(memory, 'values');
  const values = new PagedBytes(slab, { head: 1, page: 2, piece: 3, directory: 4 });
  return { memory, slab, values, lazyFree: new LazyFree(values, memory) };
}

function fill(values: PagedBytes, pages: number): number {
  return values.createFrom(new Uint8Array(pages * PAGE + 100).fill(7), 0, pages * PAGE + 100);
}

test('small values go at once', () => {
  const { memory, values, lazyFree } = setUp();
  lazyFree.release(fill(values, 64), RELEASE_DELETE);
  expect(lazyFree.pendingValues).toBe(0);
  memory.verifyEmpty();
});

test('large values go slice by slice, in order, with the reason they were removed for', () => {
  const { memory, slab, values, lazyFree } = setUp();
  const reasons: number[] = [];
  for (const reason of [RELEASE_DELETE, RELEASE_EXPIRY]) {
    lazyFree.release(fill(values, 100), reason);
  }
  memory.hooks = {
    allocated() {},
    rewritten() {},
    resized() {},
    moved() {},
    pageDropped() {},
    released: (_reference, _requested, _size, reason) => reasons.push(reason),
  };
  memory.releaseReason = 4;
  expect(lazyFree.releaseSlice(60)).toBe(60);
  expect(memory.releaseReason).toBe(4);
  expect(lazyFree.pendingValues).toBe(2);
  slab.verify();
  expect(lazyFree.releaseSlice(60)).toBe(60);
  expect(lazyFree.pendingValues).toBe(1);
  expect(lazyFree.releaseSlice(1000)).toBe(80);
  expect(lazyFree.pendingValues).toBe(0);
  expect(lazyFree.freedValues).toBe(2);
  const first = reasons.indexOf(RELEASE_EXPIRY);
  expect(reasons.slice(0, first).every((reason) => reason === RELEASE_DELETE)).toBe(true);
  expect(reasons.slice(first).every((reason) => reason === RELEASE_EXPIRY)).toBe(true);
  memory.verifyEmpty();
});

test('the queue grows, and is used again from the front', () => {
  const { memory, values, lazyFree } = setUp();
  for (let round = 0; round < 60; round++) {
    // Absent pages cost nothing, so that this is about the queue alone.
    for (let i = 0; i < 3; i++) lazyFree.release(values.create(65 * PAGE), RELEASE_DELETE);
    lazyFree.releaseSlice(65);
  }
  expect(lazyFree.pendingValues).toBe(120);
  while (lazyFree.releaseSlice(1000) > 0);
  expect(lazyFree.freedValues).toBe(180);
  memory.verifyEmpty();
});

test('forgets what was taken back otherwise', () => {
  const { memory, slab, values, lazyFree } = setUp();
  lazyFree.release(fill(values, 100), RELEASE_DELETE);
  lazyFree.releaseSlice(10);
  slab.releaseAll();
  lazyFree.forget();
  expect(lazyFree.releaseSlice(10)).toBe(0);
  memory.verifyEmpty();
});
