/** The limits as Redis documents them, and how they relate to each other and to the read buffer. */
import { expect, it } from 'vitest';
import { READ_SIZE_BYTES } from '../../../src/platform/tcp-listener.js';
import { PAGED_ARGUMENT_BYTES_MIN } from '../../../src/protocol/large-request.js';
import * as limits from '../../../src/protocol/request-limits.js';

it('are those of Redis', () => {
  expect(limits).toMatchObject({
    ARGUMENT_COUNT_MAX: 1024 * 1024,
    LINE_BYTES_MAX: 64 * 1024,
    UNAUTHENTICATED_ARGUMENT_COUNT_MAX: 10,
    UNAUTHENTICATED_BULK_BYTES_MAX: 16 * 1024,
  });
});

it('let a line of the greatest length, kept from one read, stand in front of the next', () => {
  expect(limits.LINE_BYTES_MAX).toBeLessThanOrEqual(READ_SIZE_BYTES);
});

it('let nobody who has not authenticated take pages', () => {
  expect(limits.UNAUTHENTICATED_BULK_BYTES_MAX).toBeLessThan(PAGED_ARGUMENT_BYTES_MIN);
});
