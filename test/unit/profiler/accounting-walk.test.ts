import { expect, test } from 'vitest';
import { AccountingError } from '../../../src/profiler/accounting-walk.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

function filled(): ProfiledKeyspace {
  const world = new ProfiledKeyspace();
  world.profiler.enable();
  for (let i = 0; i < 100; i++) world.set(`key:${i}`, i * 700);
  world.profiler.verify();
  return world;
}

/** What is made wrong, and what the error must name. */
const SABOTAGE: [string, (world: ProfiledKeyspace) => void, RegExp][] = [
  [
    'the bytes of a slab class',
    ({ keyspace }) => {
      keyspace.databases[0]!.items.persistent.liveBytes[3]! += 1;
    },
    /live bytes of db0 items is counted/,
  ],
  [
    'the slots of a slab class',
    ({ keyspace }) => {
      keyspace.databases[0]!.items.values.liveSlots[0]! += 1;
    },
    /live slots of db0 values is counted/,
  ],
  [
    'the free pages of the pool',
    ({ memory }) => {
      memory.pool.freePages--;
    },
    /bytes in no term.*free pages is counted/,
  ],
  [
    'the budget',
    ({ memory }) => {
      memory.budget.usedBytes += 4096;
    },
    /budgeted bytes is counted/,
  ],
  [
    'the entries of an index',
    ({ keyspace }) => {
      keyspace.databases[0]!.index.count++;
    },
    /index entries of db0 is counted 101, a walk finds 100/,
  ],
  [
    'a page without an owner',
    ({ memory, keyspace }) => {
      memory.table.owner[keyspace.databases[0]!.index.pageFor(0)] = 0;
    },
    /pages of db0 index is counted 1, a walk finds 0/,
  ],
  [
    'a counter of a context',
    ({ keyspace }) => {
      // The hooks are told of an allocation that nobody made.
      keyspace.memory.hooks?.resized(firstReference(keyspace), 10, 11, 32);
    },
    /bytes of context \d+ is counted/,
  ],
];

function firstReference(keyspace: ProfiledKeyspace['keyspace']): number {
  let first = 0;
  keyspace.databases[0]!.index.scanPage(0, (reference) => {
    first = reference;
  });
  return first;
}

test.each(SABOTAGE)('%s being wrong is found and named', (_what, sabotage, message) => {
  const world = filled();
  sabotage(world);
  expect(() => world.profiler.verify()).toThrow(message);
  expect(() => world.profiler.verify()).toThrow(AccountingError);
});
