import { expect, test } from 'vitest';
import { delimiterTable, prefixEnd, prefixEndOfAny } from '../../../src/profiler/key-prefix.js';

const CASES: [key: string, depth: number, max: number, prefix: string][] = [
  ['user:1:name', 1, 64, 'user:'],
  ['user:1:name', 2, 64, 'user:1:'],
  ['user:1:name', 9, 64, 'user:1:'],
  ['user:1:name', 0, 64, ''],
  ['user', 1, 64, ''],
  ['', 1, 64, ''],
  [':', 1, 64, ':'],
  ['::a', 2, 64, '::'],
  ['user:1:name', 2, 6, 'user:'],
  ['user:1:name', 1, 5, 'user:'],
  ['user:1:name', 1, 4, ''],
];

test.each(CASES)('%j at depth %i within %i bytes has the prefix %j', (key, depth, max, prefix) => {
  const bytes = Buffer.from(`:${key}:`);
  const end = bytes.length - 1;
  expect(prefixEnd(bytes, 1, end, 0x3a, depth, max)).toBe(1 + prefix.length);
  const table = delimiterTable(Buffer.from(':'));
  expect(prefixEndOfAny(bytes, 1, end, table, depth, max)).toBe(1 + prefix.length);
});

test('several delimiters count alike', () => {
  const table = delimiterTable(Buffer.from(':/\xff', 'latin1'));
  const bytes = Buffer.from('a/b:c\xffd', 'latin1');
  expect(prefixEndOfAny(bytes, 0, bytes.length, table, 1, 64)).toBe(2);
  expect(prefixEndOfAny(bytes, 0, bytes.length, table, 2, 64)).toBe(4);
  expect(prefixEndOfAny(bytes, 0, bytes.length, table, 3, 64)).toBe(6);
});
