import { expect, test } from 'vitest';
import { ExpiryCycle } from '../../../src/keyspace/expiry-cycle.js';
import type { Clock } from '../../../src/platform/clock.js';
import { CommandHarness } from '../../support/command-harness.js';
import { ManualClock } from '../../support/manual-clock.js';

const NO_LIMIT_US = Number.POSITIVE_INFINITY;

/** A clock whose every reading of monotonic time takes a microsecond. */
class WearyClock extends ManualClock implements Clock {
  override monotonicUs(): number {
    this.advanceUs(1);
    return super.monotonicUs();
  }
}

function fill(harness: CommandHarness, count: number, ttlMs: (i: number) => number): void {
  for (let i = 0; i < count; i++) harness.call('SET', `key:${i}`, 'x', 'PX', `${ttlMs(i)}`);
}

test('removes what has expired and nothing else', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  fill(harness, 2000, (i) => (i % 4 === 0 ? 10 : 1000 + i));
  harness.call('SET', 'stays', 'x');
  harness.call('SET', 'k'.repeat(300), 'x', 'PX', '10');
  harness.call('SET', 'k'.repeat(3000), 'x'.repeat(9000), 'PX', '10');
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  expect(cycle.run(NO_LIMIT_US)).toBe(false);
  expect(harness.db.size).toBe(2003);
  harness.clock.advanceMs(10);
  expect(cycle.run(NO_LIMIT_US)).toBe(false);
  expect(harness.db.size).toBe(1501);
  expect(harness.keyspace.expiredKeys).toBe(502);
  harness.keyspace.verify();
  harness.clock.advanceMs(5000);
  cycle.run(NO_LIMIT_US);
  expect(harness.db.size).toBe(1);
  harness.finish();
});

test('notices times that change', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '5000');
  harness.call('SET', 'b', 'x', 'PX', '5000');
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  cycle.run(NO_LIMIT_US);
  harness.call('PEXPIRE', 'a', '50');
  harness.call('PEXPIRE', 'b', '9000');
  harness.clock.advanceMs(50);
  cycle.run(NO_LIMIT_US);
  expect(harness.value('a')).toBeUndefined();
  harness.clock.advanceMs(8000);
  cycle.run(NO_LIMIT_US);
  expect(harness.value('b')).toBe('x');
  harness.clock.advanceMs(950);
  cycle.run(NO_LIMIT_US);
  expect(harness.db.size).toBe(0);
  harness.finish();
});

test('works in all databases, also exchanged ones', () => {
  const harness = new CommandHarness();
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  for (let db = 0; db < 4; db++) {
    harness.select(db);
    fill(harness, 100, () => 10);
  }
  harness.call('SWAPDB', '0', '3');
  harness.clock.advanceMs(10);
  cycle.run(NO_LIMIT_US);
  expect(harness.keyspace.databases.map((db) => db.size)).toEqual([0, 0, 0, 0]);
  harness.finish();
});

test('stops when its time is up, goes on there, and asks for more while much is stale', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  fill(harness, 5000, () => 10);
  const clock = new WearyClock(harness.clock.nowMs() + 10);
  const cycle = new ExpiryCycle(harness.keyspace, clock);
  let runs = 0;
  let before = harness.db.size;
  while (cycle.run(10)) {
    // A microsecond passes for 64 items, so that 10 are some 640.
    expect(before - harness.db.size).toBeGreaterThan(300);
    expect(before - harness.db.size).toBeLessThan(800);
    before = harness.db.size;
    runs++;
  }
  expect(harness.db.size).toBe(0);
  expect(runs).toBeGreaterThan(5);
  expect(cycle.timeCapReachedCount).toBe(runs);
  expect(cycle.stalePercent).toBeGreaterThan(0);
  expect(cycle.elapsedMs).toBeGreaterThan(0);
  harness.finish();
});

test('is content with a few stale items, with fewer the greater the effort', () => {
  const asksForMore = (effort: number): boolean => {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    fill(harness, 5000, (i) => (i % 20 === 0 ? 10 : 100_000));
    const clock = new WearyClock(harness.clock.nowMs() + 10);
    const cycle = new ExpiryCycle(harness.keyspace, clock);
    cycle.effort = effort;
    return cycle.run(20);
  };
  expect(asksForMore(1)).toBe(false);
  expect(asksForMore(10)).toBe(true);
});

test('takes a quarter of the time, more with more effort', () => {
  const harness = new CommandHarness();
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  expect(cycle.timeShare).toBe(0.25);
  cycle.effort = 10;
  expect(cycle.timeShare).toBe(0.43);
});

test('does nothing while it is switched off', () => {
  const harness = new CommandHarness();
  fill(harness, 10, () => 10);
  harness.clock.advanceMs(10);
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  cycle.isActive = false;
  expect(cycle.run(NO_LIMIT_US)).toBe(false);
  expect(harness.db.size).toBe(10);
});

test('estimates the average time to live', () => {
  const harness = new CommandHarness();
  fill(harness, 1000, (i) => 50_000 + (i % 100) * 10);
  const cycle = new ExpiryCycle(harness.keyspace, harness.clock);
  cycle.run(NO_LIMIT_US);
  expect(harness.db.averageTtlMs).toBeGreaterThan(49_000);
  expect(harness.db.averageTtlMs).toBeLessThan(52_000);
  harness.clock.advanceMs(20_000);
  for (let i = 0; i < 200; i++) cycle.run(NO_LIMIT_US);
  expect(harness.db.averageTtlMs).toBeLessThan(32_000);
});
