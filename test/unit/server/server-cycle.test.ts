import { expect, test } from 'vitest';
import type { Timers } from '../../../src/platform/timers.js';
import { ServerCycle } from '../../../src/server/server-cycle.js';

/** Timers whose one repetition a test drives. */
class ManualTimers implements Timers {
  periodMs = 0;
  private work: (() => void) | null = null;

  every(periodMs: number, work: () => void): () => void {
    this.periodMs = periodMs;
    this.work = work;
    return () => {
      if (this.work === work) this.work = null;
    };
  }

  after(): () => void {
    throw new Error('not used');
  }

  soon(): void {
    throw new Error('not used');
  }

  get isRunning(): boolean {
    return this.work !== null;
  }

  tick(): void {
    this.work?.();
  }
}

function cycleFor(clients: { count: number }, hz: number, isDynamic: boolean) {
  const timers = new ManualTimers();
  const runs: number[] = [];
  const parts = { timers, clientCount: () => clients.count, work: (at: number) => runs.push(at) };
  return { timers, runs, cycle: new ServerCycle(parts, hz, isDynamic) };
}

test('it works at once and then as often as configured', () => {
  const { timers, runs, cycle } = cycleFor({ count: 0 }, 20, true);
  cycle.start();
  expect(timers.periodMs).toBe(50);
  timers.tick();
  expect(runs).toEqual([20, 20]);
  cycle.configure(100, true);
  expect(timers.periodMs).toBe(10);
  cycle.stop();
  expect(timers.isRunning).toBe(false);
});

test('many clients make it come round more often, up to 500 times a second', () => {
  const clients = { count: 2000 };
  const { timers, cycle } = cycleFor(clients, 10, true);
  cycle.start();
  expect(cycle.hz).toBe(10);
  clients.count = 2001;
  timers.tick();
  expect(cycle.hz).toBe(20);
  clients.count = 1_000_000;
  timers.tick();
  expect([cycle.hz, timers.periodMs]).toEqual([500, 2]);
  clients.count = 1;
  timers.tick();
  expect(cycle.hz).toBe(10);
});

test('without dynamic-hz clients do not matter', () => {
  const { timers, cycle } = cycleFor({ count: 1_000_000 }, 10, false);
  cycle.start();
  timers.tick();
  expect(cycle.hz).toBe(10);
  cycle.configure(10, true);
  expect(cycle.hz).toBe(500);
});
