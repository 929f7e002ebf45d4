import { expect, test } from 'vitest';
import { savePoints } from '../../../../src/server/config/save-points.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('repeated lines add up, any other setting replaces', () => {
  const first = parseWith(savePoints, ['900', '1']);
  const second = parseWith(savePoints, ['60', '0', '5', '7'], { current: first, isRepeated: true });
  expect(second.text).toBe('900 1 60 0 5 7');
  expect(parseWith(savePoints, ['1', '1'], { current: second }).text).toBe('1 1');
  expect(parseWith(savePoints, [], { current: second, isRepeated: true }).value).toEqual([]);
});

test.each([[['10']], [['0', '1']], [['1', '-1']], [['1', 'x']], [['', '']], [['1', '1', '', '5']]])(
  '%j is refused',
  (words) => {
    expect(() => parseWith(savePoints, words)).toThrow('Invalid save parameters');
  },
);

test('one line a point, and an empty line for none', () => {
  const two = parseWith(savePoints, ['1', '2', '3', '4']);
  const lines = savePoints.rewriteLines(two, two);
  expect(lines.map((line) => line.words)).toEqual(['1 2', '3 4']);
  const none = parseWith(savePoints, []);
  expect(savePoints.rewriteLines(none, two)).toEqual([{ words: '""', isForced: true }]);
});
