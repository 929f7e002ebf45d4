import { expect, test } from 'vitest';
import { assertIdentity } from '../../../src/profiler/check-identity.js';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import { groupContexts, groupSnapshot } from '../../../src/profiler/group-contexts.js';
import { DIMENSIONS } from '../../../src/profiler/heap-snapshot.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, profileTotals, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

test('grouping by a dimension sums its values and stars the rest', () => {
  const contexts = [
    { ...emptyContext(2, 'a'), prefix: 'u:', db: 0, inUseBytes: 5, largestAllocationBytes: 4 },
    { ...emptyContext(3, 'b'), prefix: 'u:', db: 1, inUseBytes: 7, largestAllocationBytes: 7 },
    { ...emptyContext(4, 'c'), prefix: '', db: 1, inUseBytes: 1 },
  ];
  const groups = groupContexts(contexts, ['prefix']);
  expect(groups).toHaveLength(2);
  expect(groups[0]).toMatchObject({ id: 1, prefix: 'u:', command: '*', db: -1, inUseBytes: 12 });
  expect(groups[0].largestAllocationBytes).toBe(7);
  expect(groups[1]).toMatchObject({ id: 2, prefix: '(none)', site: '*', inUseBytes: 1 });
  expect(groupContexts(contexts, ['db']).map(({ db, inUseBytes }) => [db, inUseBytes])).toEqual([
    [0, 5],
    [1, 8],
  ]);
});

test('values that share letters across dimensions stay apart', () => {
  const contexts = [
    { ...emptyContext(2, ''), prefix: 'ab', command: 'c' },
    { ...emptyContext(3, ''), prefix: 'a', command: 'bc' },
  ];
  expect(groupContexts(contexts, ['prefix', 'command'])).toHaveLength(2);
});

test('any grouping keeps every total, still adds up and refers only to stacks it has', async () => {
  for (let round = 0; round < 60; round++) {
    const dimensions = prng.shuffled(DIMENSIONS).slice(0, prng.integer(1, DIMENSIONS.length));
    const grouped = await groupSnapshot(snapshot, dimensions, NO_PAUSE);
    expect(profileTotals(grouped)).toEqual(profileTotals(snapshot));
    expect(() => assertIdentity(grouped)).not.toThrow();
    expect(grouped.settings.group).toEqual(dimensions);
    expect(grouped.contexts.length).toBeLessThanOrEqual(snapshot.contexts.length);
    const known = new Set(grouped.stacks.map((stack) => stack.id));
    for (const { stackId } of grouped.contexts)
      expect(stackId === 0 || known.has(stackId)).toBe(true);
    if (!dimensions.includes('stack')) expect(grouped.stacks).toEqual([]);
    const peak = grouped.peak?.contexts ?? [];
    const peakBytes = peak.reduce((sum, { inUseBytes }) => sum + inUseBytes, 0);
    expect(peakBytes).toBe(snapshot.totals.liveBytes);
    const ids = new Set(grouped.contexts.map((context) => context.id));
    for (const { id } of peak) expect(ids.has(id)).toBe(true);
  }
});

test('no dimensions leave the snapshot alone', async () => {
  expect(await groupSnapshot(snapshot, [], NO_PAUSE)).toBe(snapshot);
});
