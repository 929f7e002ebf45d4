import { expect, test } from 'vitest';
import {
  RELEASE_DELETE,
  RELEASE_EVICTION,
  RELEASE_EXPIRY,
  RELEASE_FLUSH,
  RELEASE_MOVE,
  RELEASE_OVERWRITE,
  RELEASE_REASON_COUNT,
} from '../../../src/memory/allocation-hooks.js';
import { FREE_REASONS, REASON_RESIZE } from '../../../src/profiler/free-reasons.js';

test('reasons are named at the positions the allocator gives them', () => {
  expect(FREE_REASONS[RELEASE_DELETE]).toBe('del');
  expect(FREE_REASONS[RELEASE_OVERWRITE]).toBe('overwrite');
  expect(FREE_REASONS[RELEASE_EXPIRY]).toBe('expiry');
  expect(FREE_REASONS[RELEASE_EVICTION]).toBe('eviction');
  expect(FREE_REASONS[RELEASE_FLUSH]).toBe('flush');
  expect(FREE_REASONS[RELEASE_MOVE]).toBe('move');
  expect(REASON_RESIZE).toBe(RELEASE_REASON_COUNT);
  expect(FREE_REASONS[REASON_RESIZE]).toBe('resize');
});
