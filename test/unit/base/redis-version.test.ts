import { expect, test } from 'vitest';
import { REDIS_VERSION } from '../../../src/base/redis-version.js';

test('the version that clients are told is the one whose replies we give', () => {
  expect(REDIS_VERSION).toBe('7.4.0');
});
