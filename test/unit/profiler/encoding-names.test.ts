import { expect, test } from 'vitest';
import * as layout from '../../../src/keyspace/item-layout.js';
import {
  contextKindOf,
  encodingName,
  typeName,
  typeNameOfEncoding,
} from '../../../src/profiler/encoding-names.js';

test('every encoding has a name of its own and a type', () => {
  const encodings = [
    layout.ENCODING_INT,
    layout.ENCODING_EMBSTR,
    layout.ENCODING_RAW,
    layout.ENCODING_PAGED,
  ];
  expect(encodings.map(encodingName)).toEqual(['int', 'embstr', 'raw', 'paged']);
  for (const encoding of encodings) {
    expect(typeNameOfEncoding(encoding)).toBe('string');
    expect(typeName(contextKindOf(encoding) & 0xff)).toBe('string');
    expect(contextKindOf(encoding) >>> 8).toBe(encoding);
  }
  expect(encodingName(99)).toBe('(unknown)');
  expect(typeName(99)).toBe('(unknown)');
});
