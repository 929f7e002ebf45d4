import { expect, test } from 'vitest';
import { oomScoreValues, percentiles } from '../../../../src/server/config/number-list-kinds.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('percentiles are shown with at most six decimals', () => {
  const parsed = parseWith(percentiles, [
    '2.50',
    '100',
    '0.0000001',
    '33.333333333',
    '1e1',
    '0x10',
  ]);
  expect(parsed.text).toBe('2.5 100 0 33.333333 10 16');
  expect(parsed.value[3]).toBe(33.333333333);
  expect(parseWith(percentiles, [])).toEqual({ value: [], text: '' });
});

test.each([
  ['101', 'latency-tracking-info-percentiles parameters should sit between [0.0,100.0]'],
  ['-1', 'latency-tracking-info-percentiles parameters should sit between [0.0,100.0]'],
  ['inf', 'latency-tracking-info-percentiles parameters should sit between [0.0,100.0]'],
  ['nan', 'Invalid latency-tracking-info-percentiles parameters'],
  ['1x', 'Invalid latency-tracking-info-percentiles parameters'],
  [' 5', 'Invalid latency-tracking-info-percentiles parameters'],
])('percentile "%s" is refused', (word, message) => {
  expect(() => parseWith(percentiles, ['50', word])).toThrow(message);
});

test('no percentiles are written as an empty value', () => {
  const none = parseWith(percentiles, []);
  const some = parseWith(percentiles, ['50']);
  expect(percentiles.rewriteLines(none, some)).toEqual([{ words: '""', isForced: true }]);
});

test('three scores within ±2000', () => {
  expect(parseWith(oomScoreValues, ['3', '-2000', '2000'])).toEqual({
    value: [3, -2000, 2000],
    text: '3 -2000 2000',
  });
  expect(() => parseWith(oomScoreValues, ['1', '2'])).toThrow('wrong number of arguments');
  for (const word of ['2001', 'x']) {
    expect(() => parseWith(oomScoreValues, ['0', '0', word])).toThrow(
      'Invalid oom-score-adj-values, elements must be between -2000 and 2000.',
    );
  }
});
