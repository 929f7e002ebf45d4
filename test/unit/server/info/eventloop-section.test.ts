import { expect, test } from 'vitest';
import { eventloopFields } from '../../../../src/server/info/eventloop-section.js';

test('figures are in milliseconds', () => {
  const fields = Object.fromEntries(
    eventloopFields({
      seconds: 2,
      delayP50Ms: 0.1,
      delayP99Ms: 1,
      delayP999Ms: 2,
      delayMaxMs: 3,
      collections: 4,
      collectionTotalMs: 5,
      collectionMaxMs: 1.25,
    }),
  );
  expect(fields).toMatchObject({
    eventloop_measured_seconds: '2.000',
    'eventloop_delay_p99.9_msec': '2.000',
    eventloop_delay_max_msec: '3.000',
    gc_count: 4,
    gc_max_msec: '1.250',
  });
});
