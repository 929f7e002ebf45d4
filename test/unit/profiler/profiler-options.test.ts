import { expect, test } from 'vitest';
import {
  PREFIX_BYTES_LIMIT,
  PREFIX_DEPTH_MAX,
  PROFILER_OPTIONS_DEFAULT,
  STACK_DEPTH_MAX,
} from '../../../src/profiler/profiler-options.js';

test('the defaults lie within the limits, and cut a prefix at the first colon', () => {
  const { depth, prefixDepth, prefixBytesMax, delimiters } = PROFILER_OPTIONS_DEFAULT;
  expect(depth).toBeLessThanOrEqual(STACK_DEPTH_MAX);
  expect(prefixDepth).toBeLessThanOrEqual(PREFIX_DEPTH_MAX);
  expect(prefixBytesMax).toBeLessThanOrEqual(PREFIX_BYTES_LIMIT);
  expect(Buffer.from(delimiters).toString()).toBe(':');
  expect(prefixDepth).toBe(1);
});
