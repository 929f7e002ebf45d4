/**
 * The accounting identity and the profiler's contexts under random operations: after every thousand
 * the accounts add up, equal a walk over all pages, and the contexts sum to the totals, whatever
 * was enabled, disabled, reset, flushed, moved or expired in between.
 */
import { expect, test } from 'vitest';
import { buildSnapshot } from '../../src/profiler/build-snapshot.js';
import { countFrom, seedFrom } from '../support/prng.js';
import { ProfiledKeyspace } from '../support/profiled-keyspace.js';
import { RandomOperations } from '../support/random-operations.js';

const OPERATIONS = countFrom('ACCOUNTING_OPERATIONS', 30_000);
const seed = seedFrom('ACCOUNTING_SEED');
console.log(`ACCOUNTING_SEED=${seed}`);

async function run(pageSizeBytes: number, limitBytes: number | undefined, operations: number) {
  const memory = { pageSizeBytes, regionSizeBytes: 1_048_576, isVerifying: true };
  const options = limitBytes === undefined ? memory : { ...memory, limitBytes };
  const world = new ProfiledKeyspace({ seed, memory: options });
  const random = new RandomOperations(world, seed ^ pageSizeBytes);
  for (let count = 1; count <= operations; count++) {
    await random.step();
    if (count % 1000 !== 0) continue;
    world.profiler.verify();
    if (world.profiler.hasProfile) checkSums(world);
  }
  await world.timers.runAll();
  world.finish();
  world.profiler.close();
  world.memory.verifyEmpty();
}

/** All groupings sum to the totals. */
function checkSums(world: ProfiledKeyspace): void {
  const profile = world.profiler.profile();
  const { totals } = profile.source.accounts;
  let bytes = 0;
  let objects = 0;
  for (const id of profile.ids) {
    expect(profile.bytesOf(id)).toBeGreaterThanOrEqual(0);
    bytes += profile.bytesOf(id);
    objects += profile.objectsOf(id);
  }
  expect([bytes, objects]).toEqual([totals.liveBytes, totals.liveObjects]);
  expect(totals.residualBytes).toBe(0);
}

test('random operations with pages of 32 KiB', () => run(32_768, undefined, OPERATIONS));

test('random operations with pages of 4 KiB and memory refused now and then', () =>
  run(4096, 12_000_000, OPERATIONS));

test('after the walk nothing live is without a context, and dumps add up', async () => {
  const world = new ProfiledKeyspace({ seed });
  const random = new RandomOperations(world, seed + 1);
  for (let count = 0; count < 3000; count++) await random.step();
  world.profiler.disable();
  world.profiler.reset();
  world.profiler.enable();
  await world.timers.runAll();
  for (let count = 0; count < 500; count++) world.set(`late:${count}`, count * 20);
  const profile = world.profiler.profile();
  expect(profile.coverage).toBe(1);
  const snapshot = await world.settle(buildSnapshot(world.profiler));
  expect(snapshot.contexts.some((context) => context.site === '(unknown)')).toBe(false);
  world.finish();
});
