import { expect, test } from 'vitest';
import { parseArguments } from '../../../../src/server/config/parse-arguments.js';

function run(...argv: string[]) {
  const parsed = parseArguments(argv);
  if (parsed.action !== 'run') throw new Error(`unexpected ${parsed.action}`);
  const lines = parsed.lines.map((line) => line.words);
  return { filePath: parsed.filePath, input: parsed.readsStandardInput, lines };
}

test('version and help, as the first argument only', () => {
  for (const word of ['-v', '--version'])
    expect(parseArguments([word, 'x']).action).toBe('version');
  for (const word of ['-h', '--help']) expect(parseArguments([word]).action).toBe('help');
  expect(run('--port', '1', '-h').lines).toEqual([['port', '1', '-h']]);
});

test('nothing: built-in defaults', () => {
  expect(run()).toEqual({ filePath: null, input: false, lines: [] });
  expect(run('')).toEqual({ filePath: null, input: false, lines: [] });
});

test('a file, then options with any number of values', () => {
  expect(run('/x.conf', '--port', '0', '--save', '10', '1', '--hz', '5')).toEqual({
    filePath: '/x.conf',
    input: false,
    lines: [
      ['port', '0'],
      ['save', '10', '1'],
      ['hz', '5'],
    ],
  });
});

test('a dash first or last asks for the standard input', () => {
  expect(run('-', '--port', '1')).toMatchObject({ input: true, lines: [['port', '1']] });
  expect(run('/x', '--port', '1', '-')).toMatchObject({ input: true, lines: [['port', '1']] });
  expect(run('/x', '--port', '-', '1')).toMatchObject({
    input: false,
    lines: [['port', '-', '1']],
  });
});

test('an option without a value takes the next argument, even one with dashes', () => {
  expect(run('--port', '--loglevel', 'verbose', '--zzz').lines).toEqual([
    ['port', '--loglevel', 'verbose'],
    ['zzz'],
  ]);
});

test('save without a value is an empty save', () => {
  expect(run('--save', '--port', '1').lines).toEqual([
    ['save', ''],
    ['port', '1'],
  ]);
  expect(run('--save').lines).toEqual([['save', '']]);
});

test('an option may bring its values in the same argument', () => {
  expect(run('--port 5', '--hz', '6').lines).toEqual([
    ['port', '5'],
    ['hz', '6'],
  ]);
  expect(run('--port=5').lines).toEqual([['port=5']]);
});

test('values keep every character', () => {
  expect(run('--requirepass', 'a"b\' \\\n').lines).toEqual([['requirepass', 'a"b\' \\\n']]);
  expect(run('--requirepass', 'é').lines).toEqual([['requirepass', '\xc3\xa9']]);
  expect(run('--requirepass', '').lines).toEqual([['requirepass', '']]);
});

test('values before any option form a line of their own', () => {
  expect(run('/x', 'y').lines).toEqual([['y']]);
  expect(run('-p', '5').lines).toEqual([['-p', '5']]);
});
