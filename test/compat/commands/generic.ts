/** Calls of the generic group: keys, their lives and their serialised form. */
import type { Argument } from '../../support/resp-connection.js';
import { restorePayload } from '../payloads.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

function expireOptions(v: Values): Argument[] {
  if (v.chance(0.4)) return [];
  if (v.chance(0.5)) return [v.word(v.pick(['NX', 'XX', 'GT', 'LT']))];
  return v.options(0.3, [
    () => [v.word('NX')],
    () => [v.word('XX')],
    () => [v.word('GT')],
    () => [v.word('LT')],
    () => [v.pick(['FOO', '', 'EX'])],
  ]);
}

const copyOptions = (v: Values): Argument[] =>
  v.options(0.4, [
    () => [v.word('REPLACE')],
    () => [v.word('DB'), v.database()],
    () => (v.chance(0.1) ? [v.pick(['FOO', 'DB'])] : []),
  ]);

function restoreCall(v: Values): Argument[] {
  const options = v.options(0.25, [
    () => [v.word('REPLACE')],
    () => [v.word('IDLETIME'), v.integer()],
    () => [v.word('FREQ'), v.pick([0, 1, 255, 256, -1, 'a'])],
    () => (v.chance(0.2) ? [v.pick(['FOO', 'IDLETIME'])] : []),
  ]);
  if (v.chance(0.4)) options.push(v.word('REPLACE'));
  const absolute = v.chance(0.2);
  const ttl = absolute ? v.atMilliseconds() : v.chance(0.6) ? 0 : v.milliseconds();
  const all = absolute ? [v.word('ABSTTL'), ...options] : options;
  return ['RESTORE', v.key(), ttl, restorePayload(v.prng), ...all];
}

function scanCall(v: Values): Argument[] {
  const options = v.options(0.4, [
    () => [v.word('MATCH'), v.pattern()],
    () => [v.word('TYPE'), v.typeName()],
    () => (v.chance(0.2) ? [v.pick(['FOO', 'COUNT'])] : []),
  ]);
  const count = v.chance(0.85) ? 1000 : v.pick([0, -1, 'abc', '9223372036854775808', '']);
  return ['SCAN', 0, v.word('COUNT'), count, ...options];
}

const keys: Template[] = [
  { name: 'del', weight: 15, build: (v) => ['DEL', ...v.keys(1, 3)] },
  { name: 'unlink', build: (v) => ['UNLINK', ...v.keys(1, 3)] },
  { name: 'exists', build: (v) => ['EXISTS', ...v.keys(1, 4)] },
  { name: 'touch', weight: 5, build: (v) => ['TOUCH', ...v.keys(1, 4)] },
  { name: 'type', build: (v) => ['TYPE', v.key()] },
  { name: 'copy', weight: 15, build: (v) => ['COPY', v.key(), v.key(), ...copyOptions(v)] },
  { name: 'move', build: (v) => ['MOVE', v.key(), v.database()] },
  { name: 'rename', build: (v) => ['RENAME', v.key(), v.key()] },
  { name: 'renamenx', build: (v) => ['RENAMENX', v.key(), v.key()] },
  { name: 'randomkey', compare: 'presence', build: () => ['RANDOMKEY'] },
  { name: 'keys', compare: 'unordered', build: (v) => ['KEYS', v.pattern()] },
  { name: 'scan', weight: 15, compare: 'scan', build: scanCall },
  {
    name: 'scan (odd cursor)',
    weight: 2,
    compare: 'kind',
    build: (v) => ['SCAN', v.pick(['abc', '', '-1', ' 0', '0 ', '99999999999999999999', '12'])],
  },
  { name: 'scan (part)', weight: 2, compare: 'kind', build: () => ['SCAN', 0] },
];

const lives: Template[] = [
  {
    name: 'expire',
    weight: 20,
    build: (v) => ['EXPIRE', v.key(), v.seconds(), ...expireOptions(v)],
  },
  { name: 'pexpire', build: (v) => ['PEXPIRE', v.key(), v.milliseconds(), ...expireOptions(v)] },
  { name: 'expireat', build: (v) => ['EXPIREAT', v.key(), v.atSeconds(), ...expireOptions(v)] },
  {
    name: 'pexpireat',
    build: (v) => ['PEXPIREAT', v.key(), v.atMilliseconds(), ...expireOptions(v)],
  },
  { name: 'ttl', weight: 15, compare: 'near', build: (v) => ['TTL', v.key()] },
  { name: 'pttl', compare: 'near', build: (v) => ['PTTL', v.key()] },
  { name: 'expiretime', compare: 'near', build: (v) => ['EXPIRETIME', v.key()] },
  { name: 'pexpiretime', compare: 'near', build: (v) => ['PEXPIRETIME', v.key()] },
  { name: 'persist', build: (v) => ['PERSIST', v.key()] },
];

const inside: Template[] = [
  { name: 'object|encoding', weight: 20, build: (v) => ['OBJECT', v.word('ENCODING'), v.key()] },
  { name: 'object|refcount', build: (v) => ['OBJECT', v.word('REFCOUNT'), v.key()] },
  {
    name: 'object|idletime',
    compare: 'idle',
    build: (v) => ['OBJECT', v.word('IDLETIME'), v.key()],
  },
  { name: 'object|freq', compare: 'near', build: (v) => ['OBJECT', v.word('FREQ'), v.key()] },
  { name: 'object|help', weight: 1, build: () => ['OBJECT', 'HELP'] },
  {
    name: 'object',
    weight: 2,
    build: (v) => ['OBJECT', v.pick(['', 'FOO', 'encodings']), v.key()],
  },
  { name: 'dump', weight: 5, compare: 'presence', build: (v) => ['DUMP', v.key()] },
  { name: 'restore', weight: 20, build: restoreCall },
];

export const genericTemplates: readonly Template[] = [...keys, ...lives, ...inside];
