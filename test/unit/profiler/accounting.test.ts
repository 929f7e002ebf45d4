import { expect, test } from 'vitest';
import { ownerContexts, slabsOf, takeAccounts } from '../../../src/profiler/accounting.js';
import { ShadowContexts } from '../../../src/profiler/shadow-contexts.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

function accountsOf(world: ProfiledKeyspace) {
  return takeAccounts(world.keyspace, new ShadowContexts(world.memory).slab);
}

test('an empty keyspace has no page and no term', () => {
  const { totals, ownerRows, classes } = accountsOf(new ProfiledKeyspace());
  expect(totals).toMatchObject({ pages: 0, liveBytes: 0, totalBytes: 0, residualBytes: 0 });
  expect([ownerRows, classes]).toEqual([[], []]);
});

test('each term of two items and a value in pages, computed by hand', () => {
  const world = new ProfiledKeyspace();
  world.set('ab', 10); // 5 header + 2 key + 1 length + 10 value = 18 bytes in a slot of 20
  world.set('cd', 10);
  world.set('ef', 32_768 + 100); // a head, one whole page
  const { totals, pool, slabs } = accountsOf(world);
  const { classes, layout } = world.memory;
  // Head: length, one page number, 100 bytes; its item: 5 + 2 + 4.
  const head = 4 + 4 + 100;
  expect(totals.liveBytes).toBe(18 + 18 + 11 + head + 32_768 + 3 * 5);
  // Three items, a head, a page, three index entries.
  expect(totals.liveObjects).toBe(3 + 1 + 1 + 3);
  expect(totals.slackBytes.rounding).toBe(2 + 2 + 5 + 0);
  const perPage = (32_768 / 64) * 12 * 5;
  expect(totals.slackBytes.emptyIndexEntries).toBe(perPage - 15);
  const freeSlots = slots(20) * 20 - 40 + (slots(16) * 16 - 16) + (slots(head) * head - head);
  expect(totals.slackBytes.freeSlots).toBe(freeSlots);
  expect(pool.pagesByState).toMatchObject({ slab: 3, value: 1, index: 1, free: totals.pages - 5 });
  expect(totals.residualBytes).toBe(0);
  expect(slabs.find((slab) => slab.name === 'db0 values')).toMatchObject({
    pages: 2,
    wholePages: 1,
    liveBytes: head + 32_768,
  });
  expect(layout.pageSizeBytes).toBe(32_768);

  function slots(size: number): number {
    return classes.slots[classes.classFor(size)];
  }
});

test('pages of others are rows under their names, and a database keeps its rows', () => {
  const world = new ProfiledKeyspace();
  const owner = world.memory.registerOwner('requests');
  world.memory.allocatePage(owner);
  world.set('a', 1, -1, 2);
  world.keyspace.swap(0, 2);
  const { ownerRows, totals } = accountsOf(world);
  const contexts = ownerContexts(ownerRows, (identity) => (identity === 2 ? 0 : identity));
  expect(contexts.map(({ site, db, inUseBytes }) => [site, db, inUseBytes])).toEqual([
    ['(index)', 0, 5],
    ['(requests)', -1, 32_768],
  ]);
  expect(totals.residualBytes).toBe(0);
  expect(slabsOf(world.keyspace).length).toBe(9);
});

test('pages that moving would free are counted', () => {
  const world = new ProfiledKeyspace();
  for (let i = 10_000; i < 15_000; i++) world.set(`key:${i}`, 20);
  for (let i = 10_000; i < 15_000; i++) if (i % 10 !== 0) world.remove(`key:${i}`);
  const slab = accountsOf(world).slabs.find(({ name }) => name === 'db0 items');
  expect(slab?.pages).toBeGreaterThan(4);
  expect(slab?.reclaimablePages).toBe((slab?.pages ?? 0) - 1);
});
