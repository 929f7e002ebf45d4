import { describe, expect, test } from 'vitest';
import { AccessClock } from '../../../src/keyspace/access-clock.js';

const MINUTE_MS = 60_000;
const TURN_SECONDS = 2 ** 24;

describe('least recently used', () => {
  test('counts seconds since the last access', () => {
    const clock = new AccessClock(() => 0);
    clock.update(5000);
    const made = clock.initial();
    clock.update(65_999);
    expect(clock.idleSeconds(made)).toBe(60);
    expect(clock.idleSeconds(clock.accessed(made))).toBe(0);
  });

  test('goes on when the 24 bits turn over', () => {
    const clock = new AccessClock(() => 0);
    clock.update((TURN_SECONDS - 10) * 1000);
    const made = clock.initial();
    clock.update((TURN_SECONDS + 5) * 1000);
    // A second short, as Redis counts.
    expect(clock.idleSeconds(made)).toBe(14);
  });

  test.each([
    [0, 0],
    [1, 1],
    [83_000, 83_000],
    [100_000, 100_000],
    [TURN_SECONDS - 1, 0],
    [TURN_SECONDS, 1],
    [2_147_483_647, 0],
    [4_294_967_296, 1],
  ])('restores an idle time of %d s as redis-server does: %d', (seconds, expected) => {
    const clock = new AccessClock(() => 0);
    clock.update((3 * TURN_SECONDS + 84_239) * 1000);
    expect(clock.idleSeconds(clock.clockForIdle(seconds))).toBe(expected);
  });
});

describe('least frequently used', () => {
  function lfuClock(random: () => number): AccessClock {
    const clock = new AccessClock(random);
    clock.isLfu = true;
    return clock;
  }

  test('begins at 5 and counts accesses ever more rarely', () => {
    let drawn = 0;
    const clock = lfuClock(() => drawn);
    let value = clock.initial();
    expect(clock.frequency(value)).toBe(5);
    for (const [chance, after] of [
      [0.999, 6],
      [0.1, 6],
      [0.09, 7],
      [0.05, 7],
      [0.047, 8],
    ] as const) {
      drawn = chance;
      value = clock.accessed(value);
      expect(clock.frequency(value)).toBe(after);
    }
  });

  test('stops at 255', () => {
    const clock = lfuClock(() => 0);
    let value = clock.clockForFrequency(254);
    for (let i = 0; i < 3; i++) value = clock.accessed(value);
    expect(clock.frequency(value)).toBe(255);
  });

  test('loses one a period while it is idle, and never less than nothing', () => {
    const clock = lfuClock(() => 1);
    clock.update(0);
    const value = clock.clockForFrequency(10);
    clock.update(3 * MINUTE_MS);
    expect(clock.frequency(value)).toBe(7);
    expect(clock.frequency(clock.accessed(value))).toBe(7);
    clock.lfuDecayMinutes = 2;
    expect(clock.frequency(value)).toBe(9);
    clock.update(1000 * MINUTE_MS);
    expect(clock.frequency(value)).toBe(0);
    clock.lfuDecayMinutes = 0;
    expect(clock.frequency(value)).toBe(10);
  });
});
