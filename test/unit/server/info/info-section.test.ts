import { expect, test } from 'vitest';
import { type InfoSection, infoText } from '../../../../src/server/info/info-section.js';

const section = (title: string, shown: InfoSection['shown'], value: number): InfoSection => {
  return { name: title.toLowerCase(), title, shown, fields: () => [['field', value]] };
};
const SECTIONS = [
  section('One', 'default', 1),
  section('Two', 'all', 2),
  section('Three', 'named', 3),
];
const ONE = '# One\r\nfield:1\r\n';
const TWO = '# Two\r\nfield:2\r\n';
const THREE = '# Three\r\nfield:3\r\n';

test.each([
  [[], ONE],
  [['default'], ONE],
  [['all'], `${ONE}\r\n${TWO}`],
  [['everything'], `${ONE}\r\n${TWO}`],
  [['three', 'one', 'one'], `${ONE}\r\n${THREE}`],
  [['default', 'three'], `${ONE}\r\n${THREE}`],
  [['unknown'], ''],
])('the sections %j', (names, text) => {
  expect(infoText(SECTIONS, names)).toBe(text);
});

test('a section without fields is its heading', () => {
  const empty: InfoSection = { name: 'e', title: 'E', shown: 'default', fields: () => [] };
  expect(infoText([empty], [])).toBe('# E\r\n');
});
