import { expect, test } from 'vitest';
import { anyOf, oneOf, yesNo } from '../../../../src/server/config/choice-kinds.js';
import { parseWith } from '../../../support/directive-kinds.js';

test('yes and no in any letter case, nothing else', () => {
  expect(parseWith(yesNo, ['YES'])).toEqual({ value: true, text: 'yes' });
  expect(parseWith(yesNo, ['no'])).toEqual({ value: false, text: 'no' });
  expect(() => parseWith(yesNo, ['1'])).toThrow("argument must be 'yes' or 'no'");
});

test('one of several names', () => {
  const kind = oneOf(['debug', 'notice']);
  expect(parseWith(kind, ['Notice']).value).toBe('notice');
  const synonyms = oneOf(['yes', 'relative'], new Map([['relative', 'yes']]));
  expect(parseWith(synonyms, ['RELATIVE'])).toEqual({ value: 'yes', text: 'yes' });
  const message = 'argument(s) must be one of the following: debug, notice';
  expect(() => parseWith(kind, [''])).toThrow(message);
});

test('any of several names, in the order of the table', () => {
  const kind = anyOf('default', ['save', 'now'], (chosen) => (chosen.length > 1 ? 'both' : null));
  expect(parseWith(kind, ['default'])).toEqual({ value: [], text: 'default' });
  expect(parseWith(kind, ['default', 'NOW'])).toEqual({ value: ['now'], text: 'now' });
  expect(() => parseWith(kind, ['now', 'save'])).toThrow('both');
  for (const words of [[], ['x']]) {
    expect(() => parseWith(kind, words)).toThrow('one of the following: default, save, now');
  }
});
