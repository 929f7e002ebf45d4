import { expect, test } from 'vitest';
import { SILENT_LOGGER } from '../../../src/server/logger.js';

test('the silent logger takes every level', () => {
  for (const level of ['debug', 'verbose', 'notice', 'warning'] as const) {
    expect(SILENT_LOGGER[level]('message', { field: 1 })).toBeUndefined();
  }
});
