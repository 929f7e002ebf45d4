import { expect, test } from 'vitest';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import { DEFAULT_SAMPLE_TYPE, SAMPLE_TYPES } from '../../../src/profiler/sample-types.js';

test('the types read the counter their name says', () => {
  const context = emptyContext(1, 'x');
  context.cumulativeObjects = 1;
  context.cumulativeBytes = 2;
  context.inUseObjects = 3;
  context.inUseBytes = 4;
  expect(SAMPLE_TYPES.map((type) => `${type.name} ${type.unit} ${type.valueOf(context)}`)).toEqual([
    'alloc_objects count 1',
    'alloc_space bytes 2',
    'inuse_objects count 3',
    'inuse_space bytes 4',
  ]);
  expect(SAMPLE_TYPES[DEFAULT_SAMPLE_TYPE].name).toBe('inuse_space');
});
