import { expect, test } from 'vitest';
import {
  makeLayout,
  pageSizeProblem,
  REGION_SIZE_BYTES_MAX,
  REGION_SIZE_BYTES_MIN,
} from '../../../../src/memory/layout.js';
import { MEMORY_DIRECTIVES } from '../../../../src/server/config/memory-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test.each([
  ['memory-page-size', '2048', 'argument must be between 4096 and 1048576 inclusive'],
  ['memory-page-size', '2mb', 'argument must be between 4096 and 1048576 inclusive'],
  ['memory-page-size', '5000', 'argument must be a power of two'],
  ['memory-region-size', '512kb', 'argument must be between 1048576 and 1073741824 inclusive'],
  ['memory-region-size', '2gb', 'argument must be between 1048576 and 1073741824 inclusive'],
  ['memory-region-size', '3mb', 'argument must be a power of two'],
] as const)('%s refuses %s', (name, value, message) => {
  expect(() => parseWith(MEMORY_DIRECTIVES[name].kind, [value])).toThrow(message);
});

test('every page and region size that is accepted makes a layout', () => {
  for (const page of ['4kb', '8kb', '64kb', '1mb']) {
    const size = parseWith(MEMORY_DIRECTIVES['memory-page-size'].kind, [page]).value as number;
    expect(pageSizeProblem(size)).toBeNull();
    for (const region of [REGION_SIZE_BYTES_MIN, REGION_SIZE_BYTES_MAX]) {
      expect(makeLayout(size, region).regionSizeBytes).toBe(region);
    }
  }
});

test('sizes of pages and regions at their limits', () => {
  expect(parseWith(MEMORY_DIRECTIVES['memory-page-size'].kind, ['4kb']).value).toBe(4096);
  expect(parseWith(MEMORY_DIRECTIVES['memory-page-size'].kind, ['1mb']).value).toBe(2 ** 20);
  expect(parseWith(MEMORY_DIRECTIVES['memory-region-size'].kind, ['1mb']).value).toBe(2 ** 20);
  expect(parseWith(MEMORY_DIRECTIVES['memory-region-size'].kind, ['1gb']).value).toBe(2 ** 30);
});

test('only noeviction has an effect', () => {
  const row = MEMORY_DIRECTIVES['maxmemory-policy'];
  expect(row.limitation('noeviction')).toBeNull();
  expect(row.limitation('volatile-ttl')).toContain("'volatile-ttl'");
});
