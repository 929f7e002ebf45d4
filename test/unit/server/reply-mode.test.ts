import { expect, test } from 'vitest';
import {
  REPLIES_OFF,
  REPLIES_ON,
  replyModeOf,
  SKIP_NEXT,
  SKIPPING,
} from '../../../src/server/reply-mode.js';

test.each([
  ['on', REPLIES_OFF, REPLIES_ON],
  ['on', SKIPPING, REPLIES_ON],
  ['off', REPLIES_ON, REPLIES_OFF],
  ['off', SKIPPING, REPLIES_OFF],
  ['skip', REPLIES_ON, SKIP_NEXT],
  ['skip', SKIPPING, SKIP_NEXT],
  ['skip', REPLIES_OFF, REPLIES_OFF],
] as const)('%s in mode %i leads to %i', (choice, current, next) => {
  expect(replyModeOf(choice, current)).toBe(next);
});
