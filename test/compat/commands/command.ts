/** Calls of COMMAND and its subcommands, and of commands that do not exist. */
import type { Argument } from '../../support/resp-connection.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

/** Filters that select only commands which both servers have. */
const FILTERS = [
  ['PATTERN', 'get*'],
  ['pattern', 'GET*'],
  ['PATTERN', 'pf*'],
  ['PATTERN', 'bit*'],
  ['PATTERN', '*incr'],
  ['PATTERN', 'nosuch*'],
  ['ACLCAT', 'bitmap'],
  ['aclcat', 'hyperloglog'],
  ['ACLCAT', 'nosuch'],
  ['MODULE', 'nosuch'],
  ['FOO', 'x'],
];

function wholeCall(v: Values): Argument[] {
  return v.pick<() => Argument[]>([
    () => ['GET', v.key()],
    () => ['mset', v.key(), '1', v.key(), '2'],
    () => ['MSET', v.key()],
    () => ['BITOP', 'AND', v.key(), v.key(), v.key()],
    () => ['set', v.key(), '1', 'GET'],
    () => ['SET', v.key(), '1'],
    () => ['RESTORE', v.key(), '0', 'x'],
    () => ['OBJECT', 'ENCODING', v.key()],
    () => ['OBJECT', 'FOO', v.key()],
    () => ['memory', 'usage', v.key()],
    () => ['PING'],
    () => ['NOSUCH', 'x'],
    () => ['COPY', v.key(), v.key()],
    () => ['RENAME', v.key(), v.key()],
    () => ['LCS', v.key(), v.key()],
    () => ['PFMERGE', v.key(), v.key(), v.key()],
    () => ['PFCOUNT', v.key(), v.key()],
    () => ['BITFIELD', v.key(), 'GET', 'u8', '0'],
    () => ['BITFIELD', v.key(), 'SET', 'u8', '0', '1'],
    () => ['GETEX', v.key(), 'PERSIST'],
    () => ['DEL'],
    () => ['UNLINK', v.key(), v.key()],
  ])();
}

const UNKNOWN_NAMES = [
  'foo',
  'FOO',
  '',
  'no such',
  'ge',
  'gett',
  'get\n',
  'x'.repeat(200),
  '\u00ff',
];

/** Arguments of any size, for the error that repeats the first of them. */
function anyArguments(v: Values): Argument[] {
  return v.times(0, 6, () => {
    return v.chance(0.3) ? 'y'.repeat(v.prng.integer(10, 200)) : v.value();
  });
}

export const commandTemplates: readonly Template[] = [
  { name: 'command|count', weight: 2, compare: 'kind', build: () => ['COMMAND', 'COUNT'] },
  {
    name: 'command|list',
    weight: 6,
    compare: 'unordered',
    mutable: false,
    build: (v) => ['COMMAND', 'LIST', v.word('FILTERBY'), ...v.pick(FILTERS)],
  },
  {
    name: 'command|list (odd)',
    weight: 2,
    mutable: false,
    build: (v) => ['COMMAND', 'LIST', v.pick(['FILTERBY', ''])],
  },
  {
    name: 'command|getkeys',
    weight: 15,
    mutable: false,
    build: (v) => ['COMMAND', v.word('GETKEYS'), ...wholeCall(v)],
  },
  {
    name: 'command|getkeysandflags',
    weight: 10,
    mutable: false,
    build: (v) => ['COMMAND', v.word('GETKEYSANDFLAGS'), ...wholeCall(v)],
  },
  {
    name: 'command|info (unknown)',
    weight: 3,
    mutable: false,
    build: () => ['COMMAND', 'INFO', 'nosuch', 'config|nosuch'],
  },
  {
    name: 'command|docs (unknown)',
    weight: 3,
    mutable: false,
    build: () => ['COMMAND', 'DOCS', 'nosuch'],
  },
  { name: 'command|help', weight: 1, mutable: false, build: () => ['COMMAND', 'HELP'] },
  {
    name: 'command',
    weight: 3,
    mutable: false,
    build: (v) => ['COMMAND', v.pick(['FOO', '', 'x y'])],
  },
  {
    name: 'unknown command',
    weight: 30,
    mutable: false,
    build: (v) => [v.pick(UNKNOWN_NAMES), ...anyArguments(v)],
  },
];
