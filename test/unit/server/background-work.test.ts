import { expect, test } from 'vitest';
import type { Timers } from '../../../src/platform/timers.js';
import { BackgroundWork } from '../../../src/server/background-work.js';
import { CommandHarness } from '../../support/command-harness.js';

/** Timers that a test lets run one by one. */
class StepTimers implements Timers {
  readonly waiting = new Map<number, { delayMs: number; work: () => void }>();
  private ids = 0;

  after(delayMs: number, work: () => void): () => void {
    const id = this.ids++;
    this.waiting.set(id, { delayMs, work });
    return () => this.waiting.delete(id);
  }

  every(): () => void {
    throw new Error('nothing repeats here');
  }

  soon(work: () => void): void {
    this.after(0, work);
  }

  /** Runs what waits longest; its delay, or undefined if nothing waits. */
  step(): number | undefined {
    const [id, next] = [...this.waiting][0] ?? [];
    if (id === undefined || next === undefined) return undefined;
    this.waiting.delete(id);
    next.work();
    return next.delayMs;
  }
}

interface Begun {
  timers: StepTimers;
  work: BackgroundWork;
  durations: number[];
}

function begin(harness: CommandHarness): Begun {
  const durations: number[] = [];
  const timers = new StepTimers();
  const { expiry } = harness.context.server.debug;
  const noteExpiryMs = (durationMs: number): void => {
    durations.push(durationMs);
  };
  const work = new BackgroundWork({ keyspace: harness.keyspace, expiry, timers, noteExpiryMs });
  return { timers, work, durations };
}

test('expired keys are removed without being asked for', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'x', 'PX', '5');
  harness.call('SET', 'b', 'x', 'PX', '50');
  harness.clock.advanceMs(5);
  const { timers, work, durations } = begin(harness);
  work.start();
  expect(durations.length).toBe(1);
  expect(harness.db.size).toBe(1);
  expect(timers.waiting.size).toBe(0);
  harness.finish();
});

test('pages are freed slice by slice, and nothing runs after stop', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  const { timers, work } = begin(harness);
  harness.call('SETRANGE', 'a', '70000000', 'x');
  harness.call('UNLINK', 'a');
  work.start();
  expect(harness.keyspace.pendingValues).toBe(1);
  work.start();
  expect(timers.waiting.size).toBe(1);
  let steps = 0;
  while (timers.step() !== undefined) steps++;
  expect(steps).toBeGreaterThan(2);
  expect(harness.keyspace.pendingValues).toBe(0);
  harness.call('SETRANGE', 'a', '70000000', 'x');
  harness.call('UNLINK', 'a');
  work.start();
  work.stop();
  expect(timers.waiting.size).toBe(0);
  harness.finish();
});
