import { expect, test } from 'vitest';
import {
  assertIdentity,
  claimRemainder,
  HeapIdentityError,
  identityResidual,
  identityViolations,
} from '../../../src/profiler/check-identity.js';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import type { HeapSnapshot } from '../../../src/profiler/heap-snapshot.js';
import { buildSnapshot, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng } from '../../support/prng.js';

function snapshot(): HeapSnapshot {
  return buildSnapshot(...randomTable(new Prng(11), 300));
}

test('a right snapshot has no violation', () => {
  expect(identityViolations(snapshot())).toEqual([]);
  expect(() => assertIdentity(snapshot())).not.toThrow();
});

const DAMAGES: [term: string, damage: (snapshot: HeapSnapshot) => void][] = [
  ['residual', (s) => s.totals.pageHeaderBytes++],
  ['residual', (s) => s.totals.poolHeaderBytes--],
  ['residual', (s) => s.totals.slackBytes.pageTail++],
  ['totals.totalBytes', (s) => s.totals.totalBytes++],
  ['totals.residualBytes', (s) => s.totals.residualBytes++],
  ['contexts.inUseBytes', (s) => s.contexts[0].inUseBytes++],
  ['contexts.inUseObjects', (s) => s.contexts[0].inUseObjects--],
  ['pool.pagesByState', (s) => s.pool.pagesByState.slab++],
  ['totals.freePageBytes', (s) => s.totals.freePageBytes++],
  ['pool.pageSizeBytes', (s) => (s.pool.pageSizeBytes *= 2)],
  ['classes[slotBytes=512]', (s) => s.classes[0].liveBytes--],
];

test.each(DAMAGES)('one byte or object off is found and names %s', (term, damage) => {
  const damaged = snapshot();
  damage(damaged);
  expect(identityViolations(damaged).join()).toContain(term);
  expect(() => assertIdentity(damaged)).toThrow(HeapIdentityError);
});

test('the residual is what no term explains', () => {
  const terms = {
    pageSizeBytes: 4096,
    pages: 3,
    liveBytes: 5000,
    liveObjects: 1,
    slackBytes: { a: 10, b: 20 },
    pageHeaderBytes: 64,
    poolHeaderBytes: 8,
    freePageBytes: 4096,
  };
  expect(identityResidual(terms)).toBe(3 * 4096 - 5000 - 30 - 64 - 8 - 4096);
});

test('live bytes without a context go to the unknown one, which is made or extended', () => {
  const known = { ...emptyContext(2, 'x'), inUseBytes: 100, inUseObjects: 1 };
  const contexts = [known];
  claimRemainder(contexts, { liveBytes: 130, liveObjects: 3 });
  expect(contexts[1]).toMatchObject({ id: 0, site: '(unknown)', inUseBytes: 30, inUseObjects: 2 });
  claimRemainder(contexts, { liveBytes: 131, liveObjects: 3 });
  expect(contexts).toHaveLength(2);
  expect(contexts[1].inUseBytes).toBe(31);
  expect(contexts[1].cumulativeBytes).toBe(31);
  claimRemainder(contexts, { liveBytes: 131, liveObjects: 3 });
  expect(contexts[1].inUseBytes).toBe(31);
});

test('contexts that claim more than is live are an error', () => {
  const contexts = [{ ...emptyContext(2, 'x'), inUseBytes: 100, inUseObjects: 1 }];
  expect(() => claimRemainder(contexts, { liveBytes: 99, liveObjects: 1 })).toThrow('1 bytes');
});
