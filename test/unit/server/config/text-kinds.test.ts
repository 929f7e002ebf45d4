import { expect, test } from 'vitest';
import {
  addresses,
  directory,
  primaryAddress,
  string,
} from '../../../../src/server/config/text-kinds.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('an empty string is written as a value or not at all', () => {
  const initial = { value: 'x', text: 'x' };
  const empty = { value: '', text: '' };
  expect(string().rewriteLines(empty, initial)).toEqual([]);
  const lines = string({ empty: 'value' }).rewriteLines(empty, initial);
  expect(lines).toEqual([{ words: '""', isForced: true }]);
});

test('a string is quoted in the file and checked', () => {
  const kind = string({ check: (text) => (text === 'bad' ? 'no' : null) });
  const parsed = parseWith(kind, ['a "b']);
  expect(kind.rewriteLines(parsed, parsed)).toEqual([{ words: '"a \\"b"', isForced: false }]);
  expect(() => parseWith(kind, ['bad'])).toThrow('no');
});

test('a directory must exist and starts at the current one', () => {
  const context = {
    current: { value: '/var/lib', text: '/var/lib' },
    kindOfPath: (path: string) =>
      path === '/var/data'
        ? ('directory' as const)
        : path === '/f'
          ? ('file' as const)
          : ('none' as const),
  };
  expect(parseWith(directory, ['../data'], context).value).toBe('/var/data');
  expect(() => parseWith(directory, ['/f'], context)).toThrow('Not a directory');
  expect(() => parseWith(directory, ['x'], context)).toThrow('No such file or directory');
  expect(() => parseWith(directory, [''], context)).toThrow('No such file or directory');
});

test('addresses: at most 16, and empty ones are none', () => {
  expect(parseWith(addresses, ['::1', '-::*']).text).toBe('::1 -::*');
  expect(parseWith(addresses, [''])).toEqual({ value: [], text: '' });
  const message = 'Too many bind addresses specified.';
  expect(() => parseWith(addresses, new Array(17).fill('a'))).toThrow(message);
  expect(parseWith(addresses, new Array(16).fill('a')).value).toHaveLength(16);
});

test('the address of a primary', () => {
  const parsed = parseWith(primaryAddress, ['example', '6379']);
  expect(parsed).toEqual({ value: { host: 'example', port: 6379 }, text: 'example 6379' });
  const none = parseWith(primaryAddress, ['No', 'One']);
  expect(none.value).toBeNull();
  expect(primaryAddress.rewriteLines(none, none)).toEqual([]);
  expect(() => parseWith(primaryAddress, ['a'])).toThrow('wrong number of arguments');
  for (const port of ['x', '65536', '-1', '']) {
    expect(() => parseWith(primaryAddress, ['a', port])).toThrow('Invalid master port');
  }
});
