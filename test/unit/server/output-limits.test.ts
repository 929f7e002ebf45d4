import { expect, test } from 'vitest';
import type { Client } from '../../../src/server/client.js';
import { outputLimitBroken } from '../../../src/server/output-limits.js';
import { ManualClock } from '../../support/manual-clock.js';

function fixture() {
  const state = { outputBytes: 0, softLimitSinceMs: 0 };
  return { state, client: state as Client, clock: new ManualClock(1_000_000) };
}

test('without limits anything may wait', () => {
  const { state, client, clock } = fixture();
  state.outputBytes = 1e12;
  const limit = { hardBytes: 0, softBytes: 0, softSeconds: 0 };
  expect(outputLimitBroken(client, limit, clock)).toBe(false);
});

test('the hard limit is broken when it is reached', () => {
  const { state, client, clock } = fixture();
  const limit = { hardBytes: 100, softBytes: 0, softSeconds: 0 };
  state.outputBytes = 99;
  expect(outputLimitBroken(client, limit, clock)).toBe(false);
  state.outputBytes = 100;
  expect(outputLimitBroken(client, limit, clock)).toBe(true);
});

test('the soft limit is broken when it is exceeded for too long without a break', () => {
  const { state, client, clock } = fixture();
  const limit = { hardBytes: 0, softBytes: 50, softSeconds: 2 };
  const check = (bytes: number, afterMs: number): boolean => {
    clock.advanceMs(afterMs);
    state.outputBytes = bytes;
    return outputLimitBroken(client, limit, clock);
  };
  expect(check(50, 0)).toBe(false);
  expect(check(60, 2000)).toBe(false);
  expect(check(49, 0)).toBe(false);
  expect(check(60, 1000)).toBe(false);
  expect(check(60, 2000)).toBe(false);
  expect(check(60, 1)).toBe(true);
});
