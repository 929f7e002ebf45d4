import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { ManualClock } from '../../support/manual-clock.js';

test('TIME gives seconds and the microseconds of the second', () => {
  const clock = new ManualClock(1_700_000_000_123);
  clock.advanceUs(456);
  expect(callBare(['TIME'], { clock, resp: 3 }).toString()).toBe(
    '*2\r\n$10\r\n1700000000\r\n$6\r\n123456\r\n',
  );
});

test('TIME does not pad the microseconds', () => {
  const clock = new ManualClock(5000);
  clock.advanceUs(7);
  expect(callBare(['TIME'], { clock }).toString()).toBe('*2\r\n$1\r\n5\r\n$1\r\n7\r\n');
});
