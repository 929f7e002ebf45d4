import { describe, expect, test } from 'vitest';
import {
  formatMemory,
  INT_MAX,
  integer,
  LONG_MAX,
  memory,
  memoryOrPercent,
  octal,
  ULONG_MAX,
} from '../../../../src/server/config/number-kinds.js';
import { parseWith } from '../../../support/directive-kinds.js';

describe('integer', () => {
  const kind = integer(-1n, INT_MAX);

  test.each(['0', '-1', '2147483647'])('%s is taken', (word) => {
    expect(parseWith(kind, [word])).toEqual({ value: Number(word), text: word });
  });

  test.each(['', ' 1', '1 ', '+1', '01', '-0', '0x10', '1e1', '1.0', '9223372036854775808'])(
    '"%s" is no integer',
    (word) => {
      expect(() => parseWith(kind, [word])).toThrow("argument couldn't be parsed into an integer");
    },
  );

  test.each(['-2', '2147483648', '9223372036854775807'])('%s is out of range', (word) => {
    const message = 'argument must be between -1 and 2147483647 inclusive';
    expect(() => parseWith(kind, [word])).toThrow(message);
  });

  test('clamping moves a value that is in range', () => {
    const clamping = integer(0n, INT_MAX, { clamp: [1n, 500n] });
    expect(parseWith(clamping, ['0']).text).toBe('1');
    expect(parseWith(clamping, ['501']).value).toBe(500);
    expect(() => parseWith(clamping, ['-1'])).toThrow('between 0 and');
  });
});

describe('memory', () => {
  const kind = memory(0n, ULONG_MAX);

  test.each([
    ['100', '100'],
    ['100B', '100'],
    ['1k', '1000'],
    ['1KB', '1024'],
    ['2m', '2000000'],
    ['2mb', '2097152'],
    ['1g', '1000000000'],
    ['1Gb', '1073741824'],
    ['', '0'],
    ['kb', '0'],
    ['18446744073709551615', '18446744073709551615'],
    ['99999999999999999999', '18446744073709551615'],
    ['99999999999999999gb', '1685049947004600320'],
  ])('"%s" is %s bytes', (word, bytes) => {
    const parsed = parseWith(kind, [word]);
    expect(parsed.text).toBe(bytes);
    expect(parsed.value).toBe(Number(bytes));
  });

  test.each(['-1', '1x', '1.5gb', '1tb', '1 kb', '10%', 'constructor', '1'.repeat(128)])(
    '"%s" is no amount',
    (word) => {
      expect(() => parseWith(kind, [word])).toThrow('argument must be a memory value');
    },
  );

  test('range and own check', () => {
    expect(() => parseWith(memory(1n, LONG_MAX), ['9223372036854775808'])).toThrow(
      'argument must be between 1 and 9223372036854775807 inclusive',
    );
    const odd = memory(0n, LONG_MAX, { check: (bytes) => (bytes % 2 === 0 ? 'even' : null) });
    expect(() => parseWith(odd, ['2'])).toThrow('even');
    expect(parseWith(odd, ['3']).value).toBe(3);
  });

  test('a rewritten line has the largest unit that divides the number', () => {
    expect(formatMemory(0n)).toBe('0');
    expect(formatMemory(1025n)).toBe('1025');
    expect(formatMemory(1024n)).toBe('1kb');
    expect(formatMemory(3n * 1024n ** 3n)).toBe('3gb');
    const lines = kind.rewriteLines(parseWith(kind, ['100mb']), parseWith(kind, ['0']));
    expect(lines).toEqual([{ words: '100mb', isForced: true }]);
  });
});

describe('memory or percent', () => {
  test('keeps what it was given', () => {
    const percent = parseWith(memoryOrPercent, ['5%']);
    expect(percent).toEqual({ value: { unit: 'percent', amount: 5 }, text: '5%' });
    const bytes = parseWith(memoryOrPercent, ['1kb']);
    expect(bytes).toEqual({ value: { unit: 'bytes', amount: 1024 }, text: '1024' });
    expect(memoryOrPercent.rewriteLines(percent, bytes)).toEqual([{ words: '5%', isForced: true }]);
    expect(memoryOrPercent.rewriteLines(bytes, bytes)).toEqual([{ words: '1kb', isForced: false }]);
  });

  test.each([
    ['101%', 'percentage argument must be less or equal to 100'],
    ['-10%', 'argument must be a memory or percent value'],
    ['5x%', 'argument must be a memory or percent value'],
  ])('%s is refused', (word, message) => {
    expect(() => parseWith(memoryOrPercent, [word])).toThrow(message);
  });
});

test('octal permissions', () => {
  const kind = octal(0o777);
  expect(parseWith(kind, ['700'])).toEqual({ value: 0o700, text: '700' });
  expect(parseWith(kind, ['']).value).toBe(0);
  expect(() => parseWith(kind, ['8'])).toThrow("couldn't be parsed as an octal number");
  expect(() => parseWith(kind, ['1000'])).toThrow('argument must be between 0 and 777 inclusive');
});
