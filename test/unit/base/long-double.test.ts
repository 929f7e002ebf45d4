import { expect, test } from 'vitest';
import {
  addLongDoubles,
  formatLongDouble,
  longDoubleFromInteger,
  parseLongDouble,
} from '../../../src/base/long-double.js';

function parse(text: string) {
  const bytes = Buffer.from(`1${text}1`, 'latin1');
  return parseLongDouble(bytes, 1, bytes.length - 1);
}

/** The printed sum; null if a text is no number, 'infinite' if the sum is none. */
function sum(a: string, b: string): string | null {
  const first = parse(a);
  const second = parse(b);
  if (first === null || second === null) return null;
  const result = addLongDoubles(first, second);
  return result === null ? 'infinite' : formatLongDouble(result);
}

test('sums keep 64 bits and print 17 digits after the point', () => {
  // Replies of INCRBYFLOAT on redis-server 7.0.15.
  expect(sum('0.1', '0.2')).toBe('0.3');
  expect(sum('3.0e3', '200')).toBe('3200');
  expect(sum('10.5', '0.1')).toBe('10.6');
  expect(sum('-5e3', '5000')).toBe('0');
  expect(sum('1e-18', '0')).toBe('0');
  expect(sum('-1e-18', '0')).toBe('0');
  expect(sum('0x10', '0x1p3')).toBe('24');
  expect(sum('18446744073709551615', '1')).toBe('18446744073709551616');
  expect(sum('18446744073709551616', '1')).toBe('18446744073709551616');
  expect(sum('18446744073709551616', '3')).toBe('18446744073709551620');
  expect(sum('.00000000000000001', '0')).toBe('0.00000000000000001');
});

test('integers enter exactly', () => {
  const value = longDoubleFromInteger(-(2n ** 63n));
  expect(formatLongDouble(value)).toBe('-9223372036854775808');
  expect(formatLongDouble(longDoubleFromInteger(0n))).toBe('0');
});

test('an infinite sum is no number', () => {
  expect(sum('inf', '1')).toBe('infinite');
  expect(sum('1', '-inf')).toBe('infinite');
  expect(sum('inf', '-inf')).toBe('infinite');
  expect(sum('1e4932', '1e4932')).toBe('infinite');
  expect(sum('1e4932', '-1e4932')).toBe('0');
});

test('what Redis refuses is refused', () => {
  const texts = ['', ' 1', '1 ', 'nan', '1e', 'abc', '1\0', '1e4933', '-1e4933', '1e-4952', '0x'];
  for (const text of texts) expect(parse(text), text).toBeNull();
  expect(parse('1e4932')).not.toBeNull();
  expect(parse('1e-4950')).not.toBeNull();
});

test('texts may have 5,119 bytes and not one more', () => {
  expect(parse(`0.${'1'.repeat(5117)}`)).not.toBeNull();
  expect(parse(`0.${'1'.repeat(5118)}`)).toBeNull();
});

test('numbers near the greatest print all their digits', () => {
  const greatest = parse('0x1.fffffffffffffffep16383');
  const text = formatLongDouble(greatest as NonNullable<typeof greatest>);
  expect(text).toBe(String((2n ** 64n - 1n) << 16320n));
  expect(parse('0x1.ffffffffffffffffp16383')).toBeNull();
});
