/** Calls of the string group: every command and option, with their edges. */
import type { Argument } from '../../support/resp-connection.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

function expiryOptions(v: Values): (() => Argument[])[] {
  return [
    () => [v.word('EX'), v.seconds()],
    () => [v.word('PX'), v.milliseconds()],
    () => [v.word('EXAT'), v.atSeconds()],
    () => [v.word('PXAT'), v.atMilliseconds()],
  ];
}

/** Mostly one expiry option, sometimes conflicting ones. */
function expiry(v: Values, extra: readonly (() => Argument[])[]): Argument[] {
  const choices = [...expiryOptions(v), ...extra];
  if (v.chance(0.1)) return v.options(0.4, choices);
  return v.chance(0.5) ? v.pick(choices)() : [];
}

function setOptions(v: Values): Argument[] {
  if (v.chance(0.4)) return [];
  const conditions = v.options(0.25, [
    () => [v.word('NX')],
    () => [v.word('XX')],
    () => [v.word('GET')],
    () => [v.pick(['FOO', '', 'EX', 'N X'])],
  ]);
  const times = expiry(v, [() => [v.word('KEEPTTL')]]);
  return v.chance(0.5) ? [...conditions, ...times] : [...times, ...conditions];
}

function pairs(v: Values): Argument[] {
  return v.times(1, 4, () => [v.key(), v.value()]).flat();
}

const writing: Template[] = [
  {
    name: 'set',
    weight: 60,
    settleArgument: 1,
    build: (v) => ['SET', v.key(), v.value(), ...setOptions(v)],
  },
  { name: 'set', weight: 25, build: (v) => ['SET', v.key(), v.value()] },
  { name: 'set', weight: 10, build: (v) => ['SET', v.smallKey(), v.smallValue()] },
  { name: 'set', weight: 3, build: (v) => ['SET', v.bigKey(), v.bigValue()] },
  { name: 'append', build: (v) => ['APPEND', v.key(), v.value()] },
  { name: 'append', weight: 2, build: (v) => ['APPEND', v.bigKey(), v.prng.bytes(40_000)] },
  { name: 'setnx', build: (v) => ['SETNX', v.key(), v.value()] },
  { name: 'setex', build: (v) => ['SETEX', v.key(), v.seconds(), v.value()] },
  { name: 'psetex', build: (v) => ['PSETEX', v.key(), v.milliseconds(), v.value()] },
  { name: 'mset', build: (v) => ['MSET', ...pairs(v)] },
  { name: 'msetnx', build: (v) => ['MSETNX', ...pairs(v)] },
  { name: 'getset', build: (v) => ['GETSET', v.key(), v.value()] },
  { name: 'getdel', weight: 6, build: (v) => ['GETDEL', v.key()] },
  {
    name: 'getex',
    weight: 15,
    build: (v) => ['GETEX', v.key(), ...expiry(v, [() => [v.word('PERSIST')]])],
  },
  {
    name: 'setrange',
    weight: 15,
    mutable: false,
    build: (v) => ['SETRANGE', v.key(), v.writeOffset(), v.value()],
  },
  {
    name: 'setrange',
    weight: 3,
    mutable: false,
    build: (v) => ['SETRANGE', v.bigKey(), v.pick([32_700, 32_768, 65_530, 100_000]), v.value()],
  },
];

const counting: Template[] = [
  { name: 'incr', weight: 15, build: (v) => ['INCR', v.key()] },
  { name: 'decr', build: (v) => ['DECR', v.key()] },
  { name: 'incrby', weight: 15, build: (v) => ['INCRBY', v.key(), v.integer()] },
  { name: 'decrby', build: (v) => ['DECRBY', v.key(), v.integer()] },
  { name: 'incrbyfloat', weight: 15, build: (v) => ['INCRBYFLOAT', v.key(), v.float()] },
];

const lcsOptions = (v: Values): Argument[] =>
  v.options(0.4, [
    () => [v.word('LEN')],
    () => [v.word('IDX')],
    () => [v.word('WITHMATCHLEN')],
    () => [v.word('MINMATCHLEN'), v.integer()],
  ]);

const reading: Template[] = [
  { name: 'get', weight: 40, build: (v) => ['GET', v.key()] },
  { name: 'mget', build: (v) => ['MGET', ...v.keys(1, 5)] },
  { name: 'strlen', build: (v) => ['STRLEN', v.key()] },
  {
    name: 'getrange',
    weight: 15,
    build: (v) => ['GETRANGE', v.key(), v.readOffset(), v.readOffset()],
  },
  {
    name: 'getrange',
    weight: 4,
    build: (v) => ['GETRANGE', v.bigKey(), v.readOffset(), v.readOffset()],
  },
  { name: 'substr', weight: 5, build: (v) => ['SUBSTR', v.key(), v.readOffset(), v.readOffset()] },
  {
    name: 'lcs',
    weight: 15,
    mutable: false,
    build: (v) => ['LCS', v.smallKey(), v.smallKey(), ...lcsOptions(v)],
  },
];

export const stringTemplates: readonly Template[] = [...writing, ...counting, ...reading];
