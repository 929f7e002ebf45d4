import { expect, it } from 'vitest';
import { compareReplies } from './comparators.js';
import type { Comparison } from './template.js';

const agree: [Comparison, string, string][] = [
  ['exact', '+OK\r\n', '+OK\r\n'],
  ['kind', ':1\r\n', ':2\r\n'],
  ['unordered', '*2\r\n$1\r\na\r\n$1\r\nb\r\n', '*2\r\n$1\r\nb\r\n$1\r\na\r\n'],
  ['presence', '$1\r\na\r\n', '$1\r\nb\r\n'],
  ['near', ':1000\r\n', ':999\r\n'],
  ['idle', ':1000\r\n', ':999\r\n'],
  ['idle', ':16777213\r\n', ':487\r\n'],
  ['near', ':1700000000000\r\n', ':1700000000900\r\n'],
  ['scan', '*2\r\n$1\r\n0\r\n*1\r\n$1\r\na\r\n', '*2\r\n$1\r\n0\r\n*1\r\n$1\r\na\r\n'],
  ['fieldNames', '$13\r\n# A\r\nx:1\r\ny:2\r\n', '$19\r\n# A\r\ny:5\r\nz:1\r\nx:33\r\n'],
  ['fieldNames', '$11\r\nid=1 name=a\r\n', '$15\r\nid=2 name= x=44\r\n'],
];
const disagree: [Comparison, string, string][] = [
  ['exact', '$-1\r\n', '*-1\r\n'],
  ['kind', ':1\r\n', '$1\r\n1\r\n'],
  ['kind', ':1\r\n', '-ERR\r\n'],
  ['unordered', '*1\r\n$1\r\na\r\n', '*2\r\n$1\r\nb\r\n$1\r\na\r\n'],
  ['unordered', '*1\r\n$1\r\n1\r\n', '*1\r\n:1\r\n'],
  ['unordered', '%2\r\n+a\r\n+b\r\n+c\r\n+d\r\n', '%2\r\n+a\r\n+d\r\n+c\r\n+b\r\n'],
  ['presence', '$1\r\na\r\n', '_\r\n'],
  ['near', ':-1\r\n', ':-2\r\n'],
  ['near', ':-1\r\n', ':0\r\n'],
  ['near', ':1000\r\n', ':1100\r\n'],
  ['idle', ':1000\r\n', ':1400\r\n'],
  ['near', '-ERR a\r\n', '-ERR b\r\n'],
  ['scan', '*2\r\n$1\r\n0\r\n*0\r\n', '*2\r\n$1\r\n0\r\n*1\r\n$1\r\na\r\n'],
  ['scan', '*2\r\n$1\r\n0\r\n*0\r\n', '*2\r\n$1\r\n5\r\n*0\r\n'],
  ['fieldNames', '$13\r\n# A\r\nx:1\r\ny:2\r\n', '$8\r\n# A\r\nx:1\r\n'],
  ['fieldNames', '$0\r\n\r\n', '$3\r\nx:1\r\n'],
];

it.each(agree)('%s: %j agrees with %j', (comparison, reference, subject) => {
  expect(compareReplies(comparison, Buffer.from(reference), Buffer.from(subject))).toBeUndefined();
});

it.each(disagree)('%s: %j does not agree with %j', (comparison, reference, subject) => {
  expect(compareReplies(comparison, Buffer.from(reference), Buffer.from(subject))).toBeTypeOf(
    'string',
  );
});
