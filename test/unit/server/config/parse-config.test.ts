import { expect, test } from 'vitest';
import { parseConfig, trimLine } from '../../../../src/server/config/parse-config.js';

const source = { kind: 'file', path: '/x.conf' } as const;

test('comments and empty lines are left out but counted', () => {
  const lines = parseConfig('# a\n\n  port 1\r\n\t# b\n  \nhz   "2 0"  \n', source);
  expect(lines).toEqual([
    { location: { source, line: 3 }, text: 'port 1', words: ['port', '1'] },
    { location: { source, line: 6 }, text: 'hz   "2 0"', words: ['hz', '2 0'] },
  ]);
});

test('a # that is not at the start is an ordinary word', () => {
  expect(parseConfig('hz 1 # x', source)[0]!.words).toEqual(['hz', '1', '#', 'x']);
});

test('unbalanced quotes leave a line without words', () => {
  expect(parseConfig('a "b', source)[0]!.words).toBeNull();
});

test('only ASCII white space is trimmed', () => {
  expect(trimLine(' \t\u00a0a\u00a0\r')).toBe('\u00a0a\u00a0');
});
