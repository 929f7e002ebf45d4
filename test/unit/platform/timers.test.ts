import { describe, expect, it } from 'vitest';
import { systemTimers } from '../../../src/platform/timers.js';

const settle = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    systemTimers.after(ms, resolve);
  });

describe('the timers of the machine', () => {
  it('repeat work until they are cancelled', async () => {
    let calls = 0;
    await new Promise<void>((resolve) => {
      const cancel = systemTimers.every(1, () => {
        if (++calls < 3) return;
        cancel();
        resolve();
      });
    });
    await settle(20);
    expect(calls).toBe(3);
  });

  it('delay work, not less than asked for', async () => {
    const start = performance.now();
    await settle(20);
    expect(performance.now() - start).toBeGreaterThan(18);
  });

  it('forget delayed work that is cancelled', async () => {
    let calls = 0;
    systemTimers.after(1, () => calls++)();
    await settle(20);
    expect(calls).toBe(0);
  });

  it('do things soon, but not at once', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      systemTimers.soon(() => {
        order.push('soon');
        resolve();
      });
      order.push('first');
    });
    expect(order).toEqual(['first', 'soon']);
  });
});
