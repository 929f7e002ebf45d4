import { expect, test } from 'vitest';
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
} from '../../../src/keyspace/item-layout.js';
import { encodingName, typeName } from '../../../src/keyspace/value-types.js';

test('strings have the names of Redis', () => {
  const encodings = [ENCODING_INT, ENCODING_EMBSTR, ENCODING_RAW, ENCODING_PAGED];
  expect(encodings.map(typeName)).toEqual(['string', 'string', 'string', 'string']);
  expect(encodings.map(encodingName)).toEqual(['int', 'embstr', 'raw', 'raw']);
});

test('an encoding of no type is a bug', () => {
  expect(() => typeName(15)).toThrow(/invariant broken: no type has encoding 15/);
});
