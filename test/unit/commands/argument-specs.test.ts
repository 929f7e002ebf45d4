import { expect, test } from 'vitest';
import {
  type ArgumentSpec,
  arg,
  countArguments,
  synopsis,
} from '../../../src/commands/argument-specs.js';

const expiration = arg.oneOf(
  'expiration',
  [arg.integer('seconds', { token: 'EX' }), arg.token('keepttl', 'KEEPTTL')],
  { optional: true },
);

test.each<[string, ArgumentSpec[], number, number, string]>([
  ['none', [], 0, 0, ''],
  ['a key and a value', [arg.key('key'), arg.string('value')], 2, 2, 'key value'],
  ['an optional value', [arg.string('message', { optional: true })], 0, 1, '[message]'],
  ['a value with a token', [arg.integer('count', { token: 'COUNT' })], 2, 2, 'COUNT count'],
  ['a word', [arg.token('nx', 'NX', { optional: true })], 0, 1, '[NX]'],
  ['a choice', [arg.key('key'), expiration], 1, 3, 'key [EX seconds | KEEPTTL]'],
  [
    'a choice that must be made',
    [arg.oneOf('unit', [arg.token('m', 'M'), arg.token('km', 'KM')])],
    1,
    1,
    '<M | KM>',
  ],
  [
    'a repeated key',
    [arg.key('key', { multiple: true })],
    1,
    Number.POSITIVE_INFINITY,
    'key [key ...]',
  ],
  [
    'a repeated value with its token each time',
    [arg.pattern('pattern', { token: 'GET', optional: true, multiple: true, multipleToken: true })],
    0,
    Number.POSITIVE_INFINITY,
    '[GET pattern [GET pattern ...]]',
  ],
  [
    'a repeated value after one token',
    [arg.string('field', { token: 'FIELDS', multiple: true })],
    2,
    Number.POSITIVE_INFINITY,
    'FIELDS field [field ...]',
  ],
  [
    'a block',
    [
      arg.block('limit', [arg.integer('offset'), arg.integer('count')], {
        token: 'LIMIT',
        optional: true,
      }),
    ],
    0,
    3,
    '[LIMIT offset count]',
  ],
])('%s', (_what, specs, min, max, text) => {
  expect(countArguments(specs)).toEqual({ min, max });
  expect(synopsis(specs)).toBe(text);
});

test('a key is covered by the first key spec unless said otherwise', () => {
  expect(arg.key('key').keySpec).toBe(0);
  expect(arg.key('key', { keySpec: -1 }).keySpec).toBe(-1);
  expect(arg.string('key').keySpec).toBe(-1);
  expect(arg.pattern('pattern', { keySpec: 1 }).keySpec).toBe(1);
});

test('an argument without a name, and a choice without choices, are refused', () => {
  expect(() => arg.string('')).toThrow('needs a name');
  expect(() => arg.oneOf('choice', [])).toThrow('no parts');
  expect(() => arg.block('block', [])).toThrow('no parts');
});
