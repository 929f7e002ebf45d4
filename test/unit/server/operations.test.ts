import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('rates follow the traffic of the last samples', () =>
  withServer({}, async (running) => {
    const { operations, clock } = running.server;
    const connection = await running.connect();
    operations.sample(clock.nowMs() + 1000);
    for (let i = 0; i < 160; i++) await say(connection, 'PING');
    operations.sample(clock.nowMs() + 1500);
    const rate = Number(/instantaneous_ops_per_sec:(\d+)/.exec(operations.info(['stats']))?.[1]);
    // 160 commands in about half a second, averaged over 16 samples.
    expect(rate).toBeGreaterThan(10);
    expect(rate).toBeLessThan(100);
  }));

test('the peak stays until it is reset', () =>
  withServer({}, async (running) => {
    const { operations } = running.server;
    const connection = await running.connect();
    const peak = (): number =>
      Number(/used_memory_peak:(\d+)/.exec(operations.info(['memory']))?.[1]);
    await say(connection, 'SET', 'k', Buffer.alloc(3_000_000));
    await say(connection, 'SET', 'k', 'x');
    expect(peak()).toBeGreaterThan(3_000_000);
    operations.resetStatistics();
    expect(peak()).toBeLessThan(3_000_000);
  }));

test('SHUTDOWN is logged, and refused where it would lose what is to be saved', () =>
  withServer({}, async (running) => {
    const { operations, closed } = running.server;
    expect(() => operations.shutdown({ save: 'save', isForced: false })).toThrow(/Errors trying/);
    expect(running.log.join()).toContain('cannot save its data');
    operations.shutdown({ save: 'save', isForced: true });
    await closed;
  }));
