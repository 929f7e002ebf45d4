import { expect, it } from 'vitest';
import { isVerifyRequested } from '../../../src/platform/verify-request.js';

it.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['yes', false],
  ['1', true],
])('SEGKV_VERIFY=%s: %s', (value, expected) => {
  expect(isVerifyRequested(value === undefined ? {} : { SEGKV_VERIFY: value })).toBe(expected);
});
