/**
 * Calls of the connection group that leave the connection usable. What closes, silences or stops it
 * is in conversations.test.ts.
 */
import type { Template } from '../template.js';
import type { Values } from '../values.js';

function clientKill(v: Values): (string | number)[] {
  const filters = v.options(0.4, [
    () => [v.word('ID'), v.pick([9_999_999, 0, -1, 'abc'])],
    () => [v.word('ADDR'), v.pick(['1.2.3.4:5', '', 'nowhere'])],
    () => [v.word('LADDR'), '1.2.3.4:5'],
    () => [v.word('TYPE'), v.pick(['pubsub', 'master', 'replica', 'slave', 'foo'])],
    () => [v.word('USER'), v.pick(['nobody', ''])],
    () => [v.word('SKIPME'), v.pick(['yes', 'YES', 'maybe'])],
    () => [v.pick(['FOO', 'ID'])],
  ]);
  // A filter that matches no client keeps the harness's own connections alive.
  return ['CLIENT', 'KILL', 'LADDR', '1.2.3.4:6', ...(filters as string[])];
}

/**
 * 7.0 names and authenticates the client while it reads the options, 7.2 once it has read them
 * all: so what fails here has no option in front of it that would be carried out.
 */
function helloCall(v: Values): (string | number)[] {
  if (v.chance(0.1)) return ['HELLO'];
  if (v.chance(0.3)) return ['HELLO', v.pick([1, 4, '', 'abc', '-1'])];
  const version = v.pick([2, 3]);
  const lasts = [['FOO'], ['AUTH'], ['SETNAME'], ['AUTH', 'nobody', 'secret'], ['SETNAME', 'a b']];
  if (v.chance(0.3)) return ['HELLO', version, ...v.pick(lasts)];
  const options = v.options(0.4, [
    () => [v.word('SETNAME'), v.pick(['me', 'you', ''])],
    () => [v.word('AUTH'), 'default', 'secret'],
  ]);
  return ['HELLO', version, ...(options as string[])];
}

const clientTemplates: Template[] = [
  { name: 'client|id', compare: 'kind', build: () => ['CLIENT', 'ID'] },
  { name: 'client|getname', build: () => ['CLIENT', 'GETNAME'] },
  {
    name: 'client|setname',
    build: (v) => [
      'CLIENT',
      'SETNAME',
      v.pick(['', 'a', 'b c', 'n\n', 'tab\t', '\u00e9', v.value()]),
    ],
  },
  { name: 'client|info', weight: 4, compare: 'fieldNames', build: () => ['CLIENT', 'INFO'] },
  {
    name: 'client|list',
    weight: 6,
    compare: 'fieldNames',
    build: (v) => [
      'CLIENT',
      'LIST',
      ...(v.chance(0.5) ? ['TYPE', v.pick(['normal', 'NORMAL', 'pubsub', 'master', 'foo'])] : []),
      ...(v.chance(0.2) ? ['ID', v.pick(['abc', '0', '9999999', ''])] : []),
    ],
  },
  { name: 'client|kill', mutable: false, build: clientKill },
  {
    name: 'client|kill (old form)',
    weight: 4,
    build: (v) => ['CLIENT', 'KILL', v.pick(['1.2.3.4:5', '', 'x'])],
  },
  {
    name: 'client|no-evict',
    build: (v) => ['CLIENT', 'NO-EVICT', v.pick(['ON', 'off', 'maybe', ''])],
  },
  {
    name: 'client|pause',
    weight: 3,
    mutable: false,
    build: (v) => [
      'CLIENT',
      'PAUSE',
      v.pick(['-1', 'abc', '1.5', '']),
      ...(v.chance(0.3) ? ['ALL'] : []),
    ],
  },
  {
    name: 'client|pause (mode)',
    weight: 2,
    mutable: false,
    build: (v) => ['CLIENT', 'PAUSE', '0', v.pick(['FOO', '', 'writes'])],
  },
  { name: 'client|unpause', weight: 3, build: () => ['CLIENT', 'UNPAUSE'] },
  {
    name: 'client|reply',
    weight: 4,
    mutable: false,
    build: (v) => ['CLIENT', 'REPLY', v.pick(['ON', 'on', 'maybe', ''])],
  },
  {
    name: 'client|unblock',
    weight: 4,
    build: (v) => [
      'CLIENT',
      'UNBLOCK',
      v.pick(['9999999', '0', 'abc', '-1']),
      ...(v.chance(0.4) ? [v.pick(['TIMEOUT', 'error', 'foo'])] : []),
    ],
  },
  { name: 'client|help', weight: 1, compare: 'kind', build: () => ['CLIENT', 'HELP'] },
  {
    name: 'client',
    weight: 3,
    build: (v) => ['CLIENT', v.pick(['FOO', '', 'i d', 'x'.repeat(200)])],
  },
];

export const connectionTemplates: readonly Template[] = [
  ...clientTemplates,
  {
    name: 'auth',
    weight: 6,
    build: (v) => ['AUTH', ...v.times(0, 3, () => v.pick(['default', 'nobody', 'secret', '']))],
  },
  { name: 'echo', build: (v) => ['ECHO', v.value()] },
  { name: 'ping', build: (v) => ['PING', ...v.times(0, 2, () => v.value())] },
  { name: 'hello', weight: 12, mutable: false, compare: 'hello', build: helloCall },
  { name: 'reset', weight: 3, build: () => ['RESET'] },
  { name: 'select', weight: 8, build: (v) => ['SELECT', v.database()] },
  { name: 'select', weight: 12, build: () => ['SELECT', 0] },
];
