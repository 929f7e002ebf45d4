import { expect, test } from 'vitest';
import { rewriteAsText } from '../../../../src/server/config/directive-kind.js';

test('a line is forced exactly when the text differs from the default', () => {
  const initial = { value: 1, text: '1' };
  expect(rewriteAsText({ value: 2, text: '2' }, initial)).toEqual([{ words: '2', isForced: true }]);
  expect(rewriteAsText(initial, initial)).toEqual([{ words: '1', isForced: false }]);
});
