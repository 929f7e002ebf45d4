import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PauseMeter } from '../../../src/platform/pause-meter.js';

test('a blocked event loop shows as delay until it is reset', async () => {
  const meter = new PauseMeter();
  meter.start();
  try {
    await delay(20);
    const untilMs = performance.now() + 50;
    while (performance.now() < untilMs);
    await delay(20);
    const figures = meter.figures();
    expect(figures.delayMaxMs).toBeGreaterThan(40);
    expect(figures.seconds).toBeGreaterThan(0.08);
    expect(figures.delayP50Ms).toBeLessThan(figures.delayMaxMs);
    meter.reset();
    expect(meter.figures().delayMaxMs).toBe(0);
  } finally {
    meter.stop();
  }
});

test('garbage collections are counted', async () => {
  const meter = new PauseMeter();
  meter.start();
  try {
    let kept: unknown[] = [];
    for (let round = 0; round < 200; round++) {
      kept = Array.from({ length: 20_000 }, (_, i) => ({ i, kept: round }));
    }
    expect(kept).toHaveLength(20_000);
    await delay(50);
    const { collections, collectionMaxMs, collectionTotalMs } = meter.figures();
    expect(collections).toBeGreaterThan(0);
    expect(collectionTotalMs).toBeGreaterThanOrEqual(collectionMaxMs);
  } finally {
    meter.stop();
  }
});
