/**
 * Builds heap snapshots as a running profiler would: random allocations through a real context
 * table, named and completed into a snapshot that adds up.
 */
import type { OwnerRow } from '../../src/profiler/accounting.js';
import { claimRemainder, identityResidual } from '../../src/profiler/check-identity.js';
import { type ContextNames, contextRows } from '../../src/profiler/context-rows.js';
import { ContextTable, contextKind } from '../../src/profiler/context-table.js';
import type { HeapSnapshot, StackFrame } from '../../src/profiler/heap-snapshot.js';
import { LiveProfile } from '../../src/profiler/live-profile.js';
import { SourcePositions } from '../../src/profiler/source-positions.js';
import { StackTable } from '../../src/profiler/stack-table.js';
import type { Prng } from './prng.js';

const SITES = ['unknown', 'item.place', 'string.head', 'string.page'];
const COMMANDS = ['', 'set', 'append', 'mset', 'incr;by', 'get set'];
const USERS = ['default', 'alice', 'bob "the" builder'];
const PREFIXES = ['', 'user:', 'session:', 'a;b c:', '\u00e9t\u00e9:', '\xff\x00:', 'line\nbreak:'];

export const NAMES: ContextNames = {
  site: (id) => SITES[id],
  command: (id) => COMMANDS[id],
  user: (id) => USERS[id],
  type: (id) => ['none', 'string', 'hash'][id],
  encoding: (id) => ['raw', 'int', 'embstr'][id],
  client: (id) => `127.0.0.1:${id}`,
};

/** A table filled by random allocations and releases, and the stacks that its contexts refer to. */
export function randomTable(prng: Prng, operations: number): [ContextTable, StackTable] {
  const stacks = new StackTable();
  const table = new ContextTable(() => stacks.idFor(randomStack(prng)));
  const live: [id: number, bytes: number, slack: number][] = [];
  for (let count = 0; count < operations; count++) {
    if (live.length > 0 && prng.chance(0.4)) {
      const [id, bytes, slack] = live.splice(prng.integer(0, live.length - 1), 1)[0];
      table.released(id, bytes, slack, prng.integer(0, 5));
      continue;
    }
    const id = prng.chance(0.02) ? prng.integer(0, 1) : randomContext(prng, table);
    const bytes = prng.integer(1, 5000);
    const slack = prng.integer(0, 64);
    table.allocated(id, bytes, slack);
    live.push([id, bytes, slack]);
  }
  return [table, stacks];
}

/** The id of a context chosen at random. */
export function randomContext(prng: Prng, table: ContextTable): number {
  const prefix = Buffer.from(prng.pick(PREFIXES), prng.chance(0.5) ? 'latin1' : 'utf8');
  table.client = prng.chance(0.3) ? prng.integer(1, 3) : 0;
  return table.idFor(
    prng.integer(0, SITES.length - 1),
    prng.integer(0, COMMANDS.length - 1),
    contextKind(prng.integer(0, 2), prng.integer(0, 2)),
    prng.integer(-1, 2),
    prng.integer(0, USERS.length - 1),
    prefix,
    0,
    prefix.length,
  );
}

function randomStack(prng: Prng): StackFrame[] {
  const names = ['Items.place', 'allocate', 'Database.set', '', 'execute set;x', 'serve'];
  const frames: StackFrame[] = [];
  for (let depth = prng.integer(0, 4); depth > 0; depth--) {
    const line = prng.integer(1, 9);
    const file = prng.pick(['src/keyspace/items.ts', 'src/server/dispatch.ts', 'node:net']);
    frames.push({ function: prng.pick(names), file, line, column: 3 });
  }
  return frames;
}

/** A complete snapshot of the table, with some live bytes that no context claims. */
export function buildSnapshot(
  table: ContextTable,
  stacks: StackTable,
  unclaimed = { bytes: 1234, objects: 5 },
): HeapSnapshot {
  const contexts = contextRows(table, table.counters, NAMES, 0, table.count);
  let liveBytes = unclaimed.bytes;
  let liveObjects = unclaimed.objects;
  for (const context of contexts) {
    liveBytes += context.inUseBytes;
    liveObjects += context.inUseObjects;
  }
  claimRemainder(contexts, { liveBytes, liveObjects });
  const positions = new SourcePositions('/nowhere', () => null);
  return {
    format: 'segkv-heap/1',
    server: { version: '0.1.0', runtime: 'node test', uptimeSeconds: 1.5, timeMs: 1.7e12 },
    settings: {
      enabled: true,
      sinceMs: 1.7e12 - 5000,
      stacks: 'memo',
      sampleBytes: 0,
      depth: 16,
      prefix: { delimiters: ':', depth: 1, maxBytes: 64 },
      group: [],
    },
    ...buildAccounts(liveBytes, liveObjects),
    process: {
      rssBytes: 5000,
      pageBytes: 4000,
      v8HeapBytes: 2000,
      codeBytes: 10,
      otherArrayBufferBytes: 20,
      restBytes: -1030,
    },
    contexts,
    stacks: stacks.list(
      contexts.map((context) => context.stackId),
      positions,
    ),
    samples: [],
    peak: {
      timeMs: 1.7e12 - 100,
      liveBytes,
      liveObjects,
      contexts: contexts.map(({ id, inUseBytes, inUseObjects }) => ({
        id,
        inUseBytes,
        inUseObjects,
      })),
    },
    largestKeys: [{ key: 'user:1', db: 0, type: 'string', encoding: 'raw', bytes: 4096 }],
  };
}

/** A live profile of the table, with some live bytes that no context claims. */
export function buildProfile(
  table: ContextTable,
  stacks: StackTable,
  unclaimed = { bytes: 1234, objects: 5 },
  ownerRows: OwnerRow[] = [],
): LiveProfile {
  let liveBytes = unclaimed.bytes;
  let liveObjects = unclaimed.objects;
  for (let id = 1; id < table.count; id++) {
    liveBytes += table.counters.inUseBytes(id);
    liveObjects += table.counters.inUseObjects(id);
  }
  for (const row of ownerRows) {
    liveBytes += row.bytes;
    liveObjects += row.objects;
  }
  const positions = new SourcePositions('/nowhere', () => null);
  return new LiveProfile({
    table,
    counters: table.counters,
    accounts: { ...buildAccounts(liveBytes, liveObjects), slabs: [], ownerRows },
    names: NAMES,
    numberOf: (identity) => identity,
    stackName: (id) =>
      (stacks.framesOf(id, positions) ?? []).map((frame) => frame.function).join(' < '),
  });
}

/** Totals, pool and slab classes for that much live memory, all of it in 512-byte slots. */
function buildAccounts(
  liveBytes: number,
  liveObjects: number,
): Pick<HeapSnapshot, 'totals' | 'pool' | 'classes'> {
  const pageSizeBytes = 32768;
  const slots = Math.ceil(liveBytes / 512) + 7;
  const slabPages = Math.ceil((slots * 512) / (pageSizeBytes - 64));
  const pages = slabPages + 3;
  const terms = {
    pageSizeBytes,
    pages,
    liveBytes,
    liveObjects,
    slackBytes: { slots: slots * 512 - liveBytes, pageTail: 0 },
    pageHeaderBytes: slabPages * 64,
    poolHeaderBytes: 0,
    freePageBytes: 3 * pageSizeBytes,
  };
  terms.slackBytes.pageTail = identityResidual(terms);
  const slabClass = { slotBytes: 512, pages: slabPages, slots, liveSlots: slots, liveBytes };
  return {
    totals: { ...terms, totalBytes: pages * pageSizeBytes, residualBytes: 0 },
    pool: {
      pageSizeBytes,
      regionSizeBytes: 1 << 24,
      regions: 1,
      pagesByState: { free: 3, slab: slabPages },
    },
    classes: [{ ...slabClass, slackBytes: terms.slackBytes.slots }],
  };
}

/** The four sums a profile shows, in the order of the sample types. */
export function profileTotals(snapshot: HeapSnapshot): number[] {
  const sums = [0, 0, 0, 0];
  for (const context of snapshot.contexts) {
    sums[0] += context.cumulativeObjects;
    sums[1] += context.cumulativeBytes;
    sums[2] += context.inUseObjects;
    sums[3] += context.inUseBytes;
  }
  return sums;
}
