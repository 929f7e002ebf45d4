/**
 * Calls of the server group: configuration, introspection and the DEBUG commands that tests rely
 * on. Every directive set here is put back when a sequence starts; see RESET_DIRECTIVES.
 */
import type { Argument } from '../../support/resp-connection.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

/** Directives that sequences set, with the value each sequence starts from. */
export const RESET_DIRECTIVES: Readonly<Record<string, string>> = {
  'slowlog-log-slower-than': '-1',
  'slowlog-max-len': '128',
  'maxmemory-policy': 'noeviction',
  'maxmemory-samples': '5',
  'lfu-log-factor': '10',
  'lfu-decay-time': '1',
  timeout: '0',
  'latency-monitor-threshold': '0',
  'hll-sparse-max-bytes': '3000',
  'lazyfree-lazy-user-del': 'no',
  'lazyfree-lazy-user-flush': 'no',
  'active-expire-effort': '1',
  'proto-max-bulk-len': '536870912',
  'tcp-keepalive': '300',
};

const VALUES: Readonly<Record<string, readonly Argument[]>> = {
  'slowlog-max-len': ['0', '10', '-1', 'abc', ''],
  'maxmemory-policy': ['allkeys-lru', 'volatile-lru', 'noeviction', 'NOEVICTION', 'none', ''],
  'maxmemory-samples': ['1', '5', '64', '65', '0', '-1', '1mb'],
  'lfu-log-factor': ['0', '10', '-1', '2147483648'],
  'lfu-decay-time': ['0', '1', '-1'],
  timeout: ['0', '3600', '-1', 'abc', '1.5'],
  'latency-monitor-threshold': ['0', '100000', '-1', '9223372036854775808'],
  'hll-sparse-max-bytes': ['0', '100', '3000', '1kb', '1k', '1KB', '2b', '-1', 'abc', '1gbx'],
  'lazyfree-lazy-user-del': ['yes', 'no', 'YES', 'maybe', '1', ''],
  'lazyfree-lazy-user-flush': ['yes', 'no', 'maybe'],
  'active-expire-effort': ['1', '10', '11', '0'],
  'proto-max-bulk-len': ['1mb', '536870912', '1048576', '1048575', '0', '512MB'],
  'tcp-keepalive': ['0', '300', '-1'],
};
const FIXED_VALUES: Readonly<Record<string, readonly Argument[]>> = {
  databases: ['16', '4'],
  'enable-debug-command': ['yes', 'no'],
  'no-such-directive': ['1'],
  '': ['1'],
};
const NAMES = Object.keys(VALUES);
const GET_PATTERNS = [
  ...NAMES,
  'databases',
  'lfu-*',
  'LFU-LOG-FACTOR',
  'no-such*',
  'lazyfree-lazy-user-[df]*',
  'slowlog-max-le?',
  '',
];

function setPairs(v: Values): Argument[] {
  const pair = (): Argument[] => {
    const table = v.chance(0.93) ? VALUES : FIXED_VALUES;
    const name = v.pick(Object.keys(table));
    return [v.word(name), v.pick(table[name] as readonly Argument[])];
  };
  return v.chance(0.7) ? pair() : v.times(2, 3, pair).flat();
}

const configTemplates: Template[] = [
  {
    name: 'config|get',
    weight: 20,
    compare: 'unordered',
    build: (v) => ['CONFIG', v.word('GET'), ...v.times(1, 3, () => v.pick(GET_PATTERNS))],
  },
  {
    name: 'config|set',
    weight: 30,
    mutable: false,
    build: (v) => ['CONFIG', v.word('SET'), ...setPairs(v)],
  },
  {
    name: 'config|set (odd)',
    weight: 2,
    mutable: false,
    build: (v) => ['CONFIG', 'SET', ...v.pick([[], ['timeout'], ['timeout', '1', 'databases']])],
  },
  { name: 'config|resetstat', weight: 2, build: () => ['CONFIG', 'RESETSTAT'] },
  { name: 'config|rewrite', weight: 2, build: () => ['CONFIG', 'REWRITE'] },
  { name: 'config|help', weight: 1, build: () => ['CONFIG', 'HELP'] },
  { name: 'config', weight: 2, build: (v) => ['CONFIG', v.pick(['FOO', '', 'gett']), v.value()] },
];

const PROTOCOL_TYPES =
  'string integer double bignum null array set map attrib verbatim true false foo STRING'.split(
    ' ',
  );

const debugTemplates: Template[] = [
  { name: 'debug|sleep', weight: 2, mutable: false, build: () => ['DEBUG', 'SLEEP', '0'] },
  {
    name: 'debug|object',
    compare: 'debugObject',
    build: (v) => ['DEBUG', v.word('OBJECT'), v.key()],
  },
  {
    name: 'debug|set-active-expire',
    weight: 2,
    mutable: false,
    build: () => ['DEBUG', 'SET-ACTIVE-EXPIRE', '0'],
  },
  {
    name: 'debug|stringmatch-len',
    weight: 4,
    mutable: false,
    build: (v) => ['DEBUG', 'STRINGMATCH-LEN', v.pick([0, 1, 100, 10_000]), v.pattern()],
  },
  {
    name: 'debug|protocol',
    weight: 25,
    mutable: false,
    build: (v) => ['DEBUG', v.word('PROTOCOL'), v.pick(PROTOCOL_TYPES)],
  },
  {
    name: 'debug|error',
    weight: 6,
    build: (v) => ['DEBUG', 'ERROR', v.pick(['ERR x', 'MINE', '', 'a\r\nb', '-x', v.value()])],
  },
  { name: 'debug|log', weight: 2, build: (v) => ['DEBUG', 'LOG', v.pick(['hello', ''])] },
  { name: 'debug|digest', weight: 6, build: (v) => ['DEBUG', v.word('DIGEST')] },
  {
    name: 'debug|digest-value',
    weight: 8,
    build: (v) => ['DEBUG', 'DIGEST-VALUE', ...v.keys(0, 3)],
  },
  { name: 'debug', weight: 3, build: (v) => ['DEBUG', v.pick(['FOO', '', 'x'.repeat(200)])] },
  { name: 'debug|help', weight: 1, compare: 'kind', build: () => ['DEBUG', 'HELP'] },
];

const keyspaceTemplates: Template[] = [
  { name: 'dbsize', weight: 15, build: () => ['DBSIZE'] },
  {
    name: 'flushall',
    weight: 2,
    build: (v) => ['FLUSHALL', ...(v.chance(0.5) ? [v.pick(['ASYNC', 'sync', 'FOO', ''])] : [])],
  },
  {
    name: 'flushdb',
    weight: 2,
    build: (v) => ['FLUSHDB', ...(v.chance(0.5) ? [v.pick(['ASYNC', 'sync', 'FOO', ''])] : [])],
  },
  { name: 'swapdb', weight: 6, build: (v) => ['SWAPDB', v.database(), v.database()] },
  { name: 'time', weight: 3, compare: 'time', build: () => ['TIME'] },
];

const INFO_SECTIONS =
  'server clients memory stats replication cpu keyspace default persistence nosuch'.split(' ');

const watchingTemplates: Template[] = [
  {
    name: 'info',
    weight: 6,
    compare: 'fieldNames',
    build: (v) => ['INFO', ...v.times(0, 2, () => v.word(v.pick(INFO_SECTIONS)))],
  },
  {
    name: 'slowlog|get',
    weight: 5,
    build: (v) => ['SLOWLOG', 'GET', ...v.times(0, 1, () => v.integer())],
  },
  { name: 'slowlog|len', weight: 3, build: () => ['SLOWLOG', 'LEN'] },
  { name: 'slowlog|reset', weight: 2, build: () => ['SLOWLOG', 'RESET'] },
  { name: 'slowlog|help', weight: 1, build: () => ['SLOWLOG', 'HELP'] },
  { name: 'slowlog', weight: 2, build: (v) => ['SLOWLOG', v.pick(['FOO', ''])] },
  { name: 'latency|latest', weight: 2, build: () => ['LATENCY', 'LATEST'] },
  {
    name: 'latency|history',
    weight: 3,
    build: (v) => ['LATENCY', 'HISTORY', v.pick(['command', ''])],
  },
  {
    name: 'latency|graph',
    weight: 2,
    build: (v) => ['LATENCY', 'GRAPH', v.pick(['command', 'x y'])],
  },
  {
    name: 'latency|reset',
    weight: 2,
    build: (v) => ['LATENCY', 'RESET', ...v.times(0, 2, () => v.pick(['command', 'fork', 'foo']))],
  },
  { name: 'latency|doctor', weight: 1, compare: 'kind', build: () => ['LATENCY', 'DOCTOR'] },
  {
    name: 'latency|histogram',
    weight: 2,
    compare: 'kind',
    build: (v) => [
      'LATENCY',
      'HISTOGRAM',
      ...v.times(0, 2, () => v.pick(['get', 'nosuch', 'SET'])),
    ],
  },
  { name: 'latency|help', weight: 1, build: () => ['LATENCY', 'HELP'] },
  { name: 'latency', weight: 2, build: (v) => ['LATENCY', v.pick(['FOO', ''])] },
  {
    name: 'lolwut',
    weight: 1,
    mutable: false,
    compare: 'kind',
    build: (v) => [
      'LOLWUT',
      ...v.pick([[], ['VERSION', '5'], ['VERSION', '6', '10', '5'], ['VERSION', 'x']]),
    ],
  },
];

const memoryTemplates: Template[] = [
  {
    name: 'memory|usage',
    compare: 'kind',
    build: (v) => [
      'MEMORY',
      v.word('USAGE'),
      v.key(),
      ...(v.chance(0.4) ? [v.word('SAMPLES'), v.integer()] : []),
    ],
  },
  { name: 'memory|usage (odd)', weight: 2, build: (v) => ['MEMORY', 'USAGE', v.key(), 'FOO', '1'] },
  { name: 'memory|doctor', weight: 1, compare: 'kind', build: () => ['MEMORY', 'DOCTOR'] },
  { name: 'memory|stats', weight: 1, compare: 'kind', build: () => ['MEMORY', 'STATS'] },
  {
    name: 'memory|malloc-stats',
    weight: 1,
    compare: 'kind',
    build: () => ['MEMORY', 'MALLOC-STATS'],
  },
  { name: 'memory|purge', weight: 1, build: () => ['MEMORY', 'PURGE'] },
  { name: 'memory|help', weight: 1, compare: 'kind', build: () => ['MEMORY', 'HELP'] },
  { name: 'memory', weight: 2, build: (v) => ['MEMORY', v.pick(['FOO', '', 'x'.repeat(200)])] },
];

export const serverTemplates: readonly Template[] = [
  ...configTemplates,
  ...debugTemplates,
  ...keyspaceTemplates,
  ...watchingTemplates,
  ...memoryTemplates,
];
