import { expect, test } from 'vitest';
import {
  BEGIN_UNKNOWN,
  beginIndex,
  beginKeyword,
  extractKeys,
  FIND_UNKNOWN,
  findKeynum,
  findRange,
  KeyFlag,
  type KeyFlagList,
  KeyList,
  type KeySpec,
  type KeysOf,
  keyRange,
  keySpec,
  legacyKeyRange,
} from '../../../src/commands/key-specs.js';
import { argumentsOf } from '../../support/requests.js';

const RO: KeyFlagList = ['RO'];

/** The positions of the keys of a request, or null where the arguments do not fit. */
function positions(request: string, specs: KeySpec[], keysOf: KeysOf | null = null) {
  const into = new KeyList();
  into.add(99, 0);
  const hasVariableKeyFlags = specs.some((spec) => (spec.flags & KeyFlag.variable_flags) !== 0);
  const command = { keySpecs: specs, keysOf, hasVariableKeyFlags };
  const isValid = extractKeys(command, argumentsOf(...request.split(' ')), into);
  if (!isValid) expect(into.count).toBe(0);
  return isValid ? [...into.positions.subarray(0, into.count)] : null;
}

test('a range of absolute positions', () => {
  expect(positions('get a', [keyRange({ first: 1, flags: RO })])).toEqual([1]);
  expect(positions('copy a b x', [keyRange({ first: 1, last: 2, flags: RO })])).toEqual([1, 2]);
  expect(positions('copy a', [keyRange({ first: 1, last: 2, flags: RO })])).toBeNull();
});

test('a range that ends with the request', () => {
  const pairs = [keyRange({ first: 1, last: -1, step: 2, flags: RO })];
  expect(positions('mset a 1 b 2', pairs)).toEqual([1, 3]);
  expect(positions('mset a 1 b', pairs)).toEqual([1, 3]);
  expect(positions('blpop a b 0', [keyRange({ first: 1, last: -2, flags: RO })])).toEqual([1, 2]);
  expect(positions('blpop 0', [keyRange({ first: 1, last: -2, flags: RO })])).toBeNull();
});

test('a range of a part of what remains', () => {
  const specs = [
    keySpec({ begin: beginKeyword('STREAMS', 1), find: findRange(-1, 1, 2), flags: RO }),
  ];
  expect(positions('xread streams a b 0 0', specs)).toEqual([2, 3]);
  expect(positions('xread count 1 STREAMS a 0', specs)).toEqual([4]);
});

test('a keyword that is not there leaves no keys', () => {
  const specs = [
    keyRange({ first: 1, flags: RO }),
    keySpec({ begin: beginKeyword('STORE', 2), find: findRange(0, 1, 0), flags: ['OW'] }),
  ];
  expect(positions('georadius a x', specs)).toEqual([1]);
  expect(positions('georadius a store b', specs)).toEqual([1, 3]);
  expect(positions('georadius a store', specs)).toEqual([1]);
});

test('a keyword searched from the end', () => {
  const specs = [
    keySpec({ begin: beginKeyword('KEYS', -2), find: findRange(-1, 1, 0), flags: RO }),
  ];
  expect(positions('migrate h KEYS a b', specs)).toEqual([3, 4]);
  expect(positions('migrate KEYS x KEYS a', specs)).toEqual([4]);
});

test('a number of keys', () => {
  const specs = [keySpec({ begin: beginIndex(2), find: findKeynum(0, 1, 1), flags: RO })];
  expect(positions('eval x 2 a b c', specs)).toEqual([3, 4]);
  for (const request of ['eval x 0 a', 'eval x 4 a b', 'eval x -1 a', 'eval x y a', 'eval x']) {
    expect([request, positions(request, specs)]).toEqual([request, null]);
  }
  expect(positions('eval x 9007199254740991 a', specs)).toBeNull();
});

test('a function is asked where specs are unknown, incomplete or of variable flags', () => {
  const keysOf: KeysOf = (args, into) => {
    if (args.is(1, 'WRONG')) into.add(5, 0);
    else into.add(2, KeyFlag.RW);
    return !args.is(1, 'WRONG');
  };
  const unknown = keySpec({ begin: BEGIN_UNKNOWN, find: FIND_UNKNOWN, flags: RO });
  const incomplete = keyRange({ first: 1, flags: ['RW', 'incomplete'] });
  const variable = keyRange({ first: 1, flags: ['RW', 'variable_flags'] });
  for (const spec of [unknown, incomplete, variable]) {
    expect(positions('x a b', [spec], keysOf)).toEqual([2]);
    expect(positions('x wrong b', [spec], keysOf)).toBeNull();
  }
  expect(positions('x a b', [unknown])).toBeNull();
  expect(positions('x a b', [keyRange({ first: 1, flags: RO })], keysOf)).toEqual([1]);
});

test('arguments that are no keys are left out', () => {
  expect(positions('spublish c m', [keyRange({ first: 1, flags: ['not_key'] })])).toEqual([]);
});

test('the list grows to any number of keys and keeps their flags', () => {
  const request = `del ${'k '.repeat(1000).trim()}`;
  const expected = Array.from({ length: 1000 }, (_, i) => i + 1);
  expect(positions(request, [keyRange({ first: 1, last: -1, flags: RO })])).toEqual(expected);
  const into = new KeyList();
  for (let i = 0; i < 40; i++) into.add(i, i % 2 === 0 ? KeyFlag.RO : KeyFlag.OW);
  expect([...into.flags.subarray(38, 40)]).toEqual([KeyFlag.RO, KeyFlag.OW]);
});

test('the legacy triple joins specs that follow each other', () => {
  const first = keyRange({ first: 1, flags: RO });
  const second = keyRange({ first: 2, flags: ['OW'] });
  const triple = (specs: KeySpec[]) => {
    const { firstKey, lastKey, keyStep, isMovable } = legacyKeyRange(specs);
    return [firstKey, lastKey, keyStep, isMovable];
  };
  expect(triple([])).toEqual([0, 0, 0, false]);
  expect(triple([keyRange({ first: 1, last: -1, step: 2, flags: RO })])).toEqual([1, -1, 2, false]);
  expect(triple([first, second])).toEqual([1, 2, 1, false]);
  expect(triple([first, keyRange({ first: 3, flags: RO })])).toEqual([1, 1, 1, true]);
  expect(triple([keyRange({ first: 1, flags: ['RO', 'incomplete'] })])).toEqual([1, 1, 1, true]);
  const keyword = keySpec({ begin: beginKeyword('K', 1), find: findRange(0, 1, 0), flags: RO });
  expect(triple([keyword])).toEqual([0, 0, 0, true]);
  expect(triple([first, keyword])).toEqual([1, 1, 1, true]);
});

test.each([
  ['no access mode', () => keyRange({ first: 1, flags: ['access'] })],
  ['two access modes', () => keyRange({ first: 1, flags: ['RO', 'RW'] })],
  ['a flag twice', () => keyRange({ first: 1, flags: ['RO', 'RO'] })],
  ['an unknown flag', () => keyRange({ first: 1, flags: ['RO', 'nosuch' as 'RO'] })],
  ['the command itself as key', () => keyRange({ first: 0, flags: RO })],
  ['a last key before the first', () => keyRange({ first: 2, last: 1, flags: RO })],
  ['a step that misses the last key', () => keyRange({ first: 1, last: 2, step: 2, flags: RO })],
  ['a step of 0', () => keyRange({ first: 1, last: -1, step: 0, flags: RO })],
  [
    'a keyword searched from nowhere',
    () => keySpec({ begin: beginKeyword('K', 0), find: findRange(0, 1, 0), flags: RO }),
  ],
  [
    'a limit without an open end',
    () => keySpec({ begin: beginIndex(1), find: findRange(0, 1, 2), flags: RO }),
  ],
  [
    'keys before their number',
    () => keySpec({ begin: beginIndex(1), find: findKeynum(1, 1, 1), flags: RO }),
  ],
])('a key spec with %s is refused', (_what, make) => {
  expect(make).toThrow();
});
