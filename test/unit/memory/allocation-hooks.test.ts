/** The numbers are part of the heap snapshot format: they must never change. */
import { expect, it } from 'vitest';
import * as hooks from '../../../src/memory/allocation-hooks.js';

it('numbers the reasons of a release as heap snapshots name them', () => {
  expect(hooks).toMatchObject({
    RELEASE_DELETE: 0,
    RELEASE_OVERWRITE: 1,
    RELEASE_EXPIRY: 2,
    RELEASE_EVICTION: 3,
    RELEASE_FLUSH: 4,
    RELEASE_MOVE: 5,
    RELEASE_REASON_COUNT: 6,
    SITE_MOVED: 0,
  });
});
