/**
 * The configuration against redis-server 7.0: names, defaults, the answer to every value CONFIG
 * SET may be given, errors of the configuration file, and what CONFIG REWRITE writes.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReplyError } from '../../src/base/reply-error.js';
import { Config } from '../../src/server/config/config.js';
import { ConfigError } from '../../src/server/config/config-error.js';
import {
  DIRECTIVE_NAMES,
  directiveOf,
  namesAndAliases,
} from '../../src/server/config/directives.js';
import { loadConfig } from '../../src/server/config/load-config.js';
import { parseArguments } from '../../src/server/config/parse-arguments.js';
import { rewriteConfig } from '../../src/server/config/rewrite-config.js';
import { MemoryFiles } from '../support/memory-files.js';
import { decodeReply, pairsOf, textOf } from '../support/reply-tree.js';
import type { RespConnection } from '../support/resp-connection.js';
import {
  findFreePort,
  redisServerIsThere,
  redisServerPath,
  ServerProcess,
} from '../support/server-process.js';

const isPossible = redisServerIsThere('comparing the configuration');

/** Directives that redis-server lacks, or whose default differs, and why. */
const OTHER_DEFAULTS: Readonly<Record<string, string>> = {
  'memory-page-size': 'our own: pages are what memory is made of here',
  'memory-region-size': 'our own, as above',
  'memory-preallocate': 'our own, as above',
  'heap-profile-dir': 'our own: where MEMORY HEAP DUMP may write',
  port: 'set by the test',
  dir: 'the working directory',
};

/** Directives that CONFIG SET cannot be compared for, and why. */
const NOT_SET: Readonly<Record<string, string>> = {
  port: 'redis-server would move to another port',
  bind: 'redis-server would listen elsewhere; the server applies it, not the table',
  maxclients: 'redis-server checks it against limits of the process; the server applies it',
  loglevel: "7.2 added 'nothing', which its errors name",
  'tls-port': 'redis-server wants certificates; without effect here',
  'tls-cluster': 'as above',
  'tls-replication': 'as above',
  activedefrag: "refused by Debian's build of redis-server; accepted without effect here",
  'use-exit-on-panic': 'changes how redis-server ends',
  'watchdog-period': 'redis-server would print stack traces',
  'key-load-delay': 'slows redis-server down',
  'rdb-key-save-delay': 'as above',
  'memory-page-size': 'our own',
  'memory-region-size': 'our own',
  'memory-preallocate': 'our own',
  'heap-profile-dir': 'our own',
};

/** Values that are answered differently, as "name value", and why. */
const OTHER_ANSWERS: Readonly<Record<string, string>> = {
  'maxmemory-clients 18446744073709551615':
    'redis-server takes it for a negative number and so for 1%; out of range here',
  'maxmemory-clients 99999999999999999999': 'as above',
  'latency-tracking-info-percentiles -0': 'redis-server shows -0; zero has no sign here',
};

/** Tried with every directive that can be set at runtime. */
const VALUES = [
  ...['', '0', '1', '-1', '5', '01', '+5', '-0', ' 7', '7 ', '0x10', '1e1', '99', '101', '65536'],
  ...['2147483648', '4294967296', '9223372036854775807', '9223372036854775808'],
  ...['18446744073709551615', '99999999999999999999', '99999999999999999gb'],
  ...['1k', '100mb', '1Gb', '1tb', '1.5mb', 'kb', '10b', '5%', '101%', '-5%', 'x%'],
  ...['yes', 'no', 'YES', 'maybe', 'x', 'a b', 'a/b', '!bad', 'default', 'DEFAULT', 'save now'],
  ...['force nosave', 'save nosave', 'debug', 'everysec', 'allkeys-lru', 'noeviction', 'hostname'],
  ...['allchannels', 'relative', 'panic', 'swapdb', 'clients', 'optional', 'AKE', 'KEn', 'g$lm'],
  ...['10 1', '10 1 5 5', '10', '0 1', '1 0', '10  1', '1 2 3', '0 200 800', '3000 0 0', '1 2 x'],
  ...['normal 1mb 2 3', 'replica 1 2 3 pubsub 4 5 6', 'master 1 2 3', 'normal a 2 3', 'normal 1 2'],
  ...[
    '50 99.5',
    '100.1',
    '0.0000001',
    'nan',
    '{title} {port}',
    '{x}',
    '{title',
    'a}b',
    ' ',
    'host-1.example',
    '\xff"\n',
  ],
];

describe.skipIf(!isPossible)('a running redis-server', () => {
  let redis: RedisWithFile;
  let config: Config;

  beforeAll(async () => {
    redis = await RedisWithFile.start('');
    config = newConfig(redis.directory);
    config.load('port', [String(redis.port)]);
  });

  afterAll(() => redis?.stop());

  test('knows the same directives with the same defaults', async () => {
    const theirs = await redis.configGet('*');
    const ours = new Map(config.matching(['*']));
    const differences = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
      (name) => theirs.get(name) !== ours.get(name) && !(name in OTHER_DEFAULTS),
    );
    expect(differences).toEqual([]);
  });

  test('hides the same directives, which have the same defaults', async () => {
    const hidden = DIRECTIVE_NAMES.filter((name) => directiveOf(name).isHidden);
    expect(hidden.length).toBeGreaterThan(0);
    for (const name of hidden) {
      expect((await redis.configGet(name)).get(name), name).toBe(config.text(name));
    }
  });

  test('answers CONFIG SET alike and then holds the same value', async () => {
    const differences: string[] = [];
    let count = 0;
    for (const [name] of namesAndAliases()) {
      if (name in NOT_SET) continue;
      for (const value of VALUES) {
        if (`${name} ${value}` in OTHER_ANSWERS) continue;
        const reply = await redis.set(name, value);
        const theirs = `${reply} → ${(await redis.configGet(name)).get(name)}`;
        const ours = `${setOrReply(config, name, value)} → ${config.matching([name])[0]![1]}`;
        if (ours !== theirs) differences.push(`${name} ${value}: ${theirs} / ours ${ours}`);
        count++;
      }
    }
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(10_000);
  });

  test.each([
    [['foo', 'bar']],
    [['a', 'b', 'c']],
    [['timeout', '1', 'foo', 'x']],
    [['databases', '3', 'foo', 'x']],
    [['DATABASES', '3']],
    [['timeout', '1', 'TIMEOUT', '2']],
    [['databases', '3', 'databases', '3']],
    [['HZ', 'x']],
    [['hz', '7', 'timeout', 'x']],
    [['slave-priority', '1', 'replica-priority', '2']],
    [['lua-time-limit', '1', 'busy-reply-threshold', 'x']],
    [['dir', '/nonexistent']],
    [['include', 'x']],
    [['foo.bar', 'x']],
  ])('CONFIG SET %j is answered alike', async (pairs) => {
    const theirs = textOf(decodeReply(await redis.connection.call('CONFIG', 'SET', ...pairs)));
    expect(setOrReply(config, ...pairs)).toBe(theirs);
    const names = ['timeout', 'hz', 'replica-priority', 'busy-reply-threshold'];
    for (const name of names) {
      const [[, text]] = config.matching([name]) as [[string, string]];
      expect((await redis.configGet(name)).get(name)).toBe(text);
    }
  });

  test.each([['*'], ['slave*'], ['HZ'], ['h?'], ['[^a-y]*'], ['tim\\eout'], ['nope'], ['TIME*']])(
    'CONFIG GET %s finds the same names',
    async (pattern) => {
      const theirs = [...(await redis.configGet(pattern)).keys()].sort();
      const ours = config.matching([pattern]).map(([name]) => name);
      expect(ours.filter((name) => !/^memory-|^heap-/.test(name)).sort()).toEqual(theirs);
    },
  );
});

/** Lines of a configuration file; the reason redis-server gives must be ours too. */
const FILE_LINES = [
  ...['port 1 2', 'port', 'port ""', 'PORT x', 'maxmemory 1x', 'loglevel notice debug', 'save 10'],
  ...['save 0 1', 'save "" ""', 'dir', 'dir /nonexistent', 'include', 'replicaof a', 'zzz'],
  ...['replicaof a 99999', 'replicaof a b', 'rename-command', 'user', 'loadmodule', '"a', "'a'b"],
  ...['"a"b', 'proc-title-template {x}', 'dbfilename a/b', 'appendfilename ""', 'appenddirname ""'],
  ...['databases 0', 'io-threads 129', 'unixsocketperm 8', 'unixsocketperm 1000', 'tcp-backlog -1'],
  ...['client-output-buffer-limit normal 1', 'oom-score-adj-values 1 2', 'supervised x', '"" x'],
  ...['enable-debug-command maybe', 'socket-mark-id 4294967296', 'sentinel x', 'hz 5 # comment'],
  ...['latency-tracking-info-percentiles 101', 'notify-keyspace-events', 'shutdown-on-sigterm'],
  ...['bind 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17', 'list-max-ziplist-entries', "''"],
];

/** Arguments of the command line. The last option is always wrong, so that nothing starts. */
const COMMAND_LINES: readonly (readonly string[])[] = [
  ['--zzz', '1', '2'],
  ['--port', '--loglevel', 'verbose', '--zzz'],
  ['--port=5'],
  ['--port', ''],
  ['--zzz', 'a b', 'c"d', "e'f", 'g\nh\x01'],
  ['-x'],
  ['-p', '5'],
  ['-', '--zzz'],
  ['--hz', '5', '--zzz', '-'],
  ['--proc-title-template', '--my--title', '--zzz'],
  ['--save', '--zzz'],
  ['--save', '', '--zzz'],
  ['--save', '10', '1', '--save', '20', '2', '--zzz'],
  ['--shutdown-on-sigterm', '--zzz'],
  ['--loglevel'],
  ['--zzz', '--yyy', '--xxx'],
  ['--port 5', '--zzz'],
  ['--port 5 6'],
  ['--zzz 5', '6'],
  ['', '--zzz', '1'],
  ['---', '5'],
];

describe.skipIf(!isPossible)('a configuration that redis-server refuses', () => {
  test.each(FILE_LINES)('%s', (line) => {
    expect(refusalOf(['-'], `\n${line}\nzzz x`)).toBe(redisRefusal(['-'], `\n${line}\nzzz x`));
  });

  test.each(COMMAND_LINES)('%j %j %j', (...argv) => {
    expect(refusalOf(argv, '')).toBe(redisRefusal(argv, ''));
  });
});

describe.skipIf(!isPossible)('CONFIG REWRITE', () => {
  const START = [
    ...['# First comment', '', '   # indented', 'TIMEOUT 7', '', '', 'maxmemory   100mb'],
    ...['save 900 1', 'save 300 10', 'slave-priority 7', 'hash-max-ziplist-entries 100'],
    ...['rename-command FLUSHALL ""', "masterauth 'x y'", 'hz 20', 'hz 30', 'logfile ""'],
    ...['client-output-buffer-limit slave 1mb 1mb 10', 'unixsocketperm 700', 'tls-protocols "a b"'],
    ...['client-output-buffer-limit normal 5mb 1mb 10', 'oom-score-adj-values 1 2 3'],
    ...['notify-keyspace-events KEA', 'maxmemory-clients 5%', 'repl-backlog-size 1000000'],
    ...['list-max-ziplist-entries 5', 'shutdown-on-sigterm save force', '# last', ''],
  ].join('\n');

  const STEPS: readonly (readonly string[])[] = [
    ['timeout', '7'],
    ['timeout', '0', 'save', '10 1', 'repl-backlog-size', '2gb', 'maxmemory', '1025'],
    ['slowlog-max-len', '5', 'masteruser', 'q\'"x', 'loglevel', 'debug', 'tls-protocols', ''],
    ['client-output-buffer-limit', 'normal 0 0 0 pubsub 1gb 0 0', 'maxmemory-clients', '1kb'],
    ['save', '5 5 6 6 7 7', 'latency-tracking-info-percentiles', '1.25', 'hz', '10'],
    ['notify-keyspace-events', '', 'masterauth', '', 'lua-time-limit', '400', 'appendfsync', 'no'],
    ['shutdown-on-sigterm', 'default', 'oom-score-adj-values', '0 200 800', 'save', ''],
    ['cluster-announce-hostname', 'h-1', 'hash-max-listpack-value', '1mb', 'timeout', '9'],
    ['cluster-announce-hostname', '', 'slowlog-max-len', '128', 'masteruser', ''],
  ];

  test('writes the same lines, change by change', async () => {
    const redis = await RedisWithFile.start(START);
    try {
      const config = newConfig(redis.directory);
      let text = redis.readFile();
      load(config, [], text);
      config.load('port', [String(redis.port)]);
      for (const step of STEPS) {
        config.set(step, 'local');
        text = rewriteConfig(text, config.rewriteEntries());
        await redis.connection.call('CONFIG', 'SET', ...step);
        await redis.connection.call('CONFIG', 'REWRITE');
        expect(comparable(text), step.join(' ')).toEqual(comparable(redis.readFile()));
      }
    } finally {
      await redis.stop();
    }
  });

  /**
   * Lines above the marker in order, those below it sorted: redis-server keeps its table in the
   * order of a hash. Not compared: blank lines, of which it adds one now and then; users, which it
   * always writes; and percentiles, which it writes although they are the default.
   */
  function comparable(text: string): { above: string[]; below: string[] } {
    const lines = text
      .split('\n')
      .filter(
        (line) => line !== '' && !/^user |^latency-tracking-info-percentiles 50 99/.test(line),
      );
    const marker = lines.indexOf('# Generated by CONFIG REWRITE');
    expect(marker).toBeGreaterThan(0);
    return { above: lines.slice(0, marker), below: lines.slice(marker).sort() };
  }
});

function newConfig(workingDirectory: string): Config {
  return new Config({
    workingDirectory,
    kindOfPath: (path) => (path === workingDirectory ? 'directory' : 'none'),
    warn: () => undefined,
  });
}

function load(config: Config, argv: readonly string[], input: string): void {
  const parsed = parseArguments(argv);
  if (parsed.action !== 'run') throw new Error(`unexpected ${parsed.action}`);
  loadConfig(config, {
    files: new MemoryFiles({}),
    filePath: parsed.filePath,
    standardInput: input,
    lines: parsed.lines,
    warn: () => undefined,
  });
}

/** The reply to CONFIG SET as text, without the kind byte. */
function setOrReply(config: Config, ...pairs: string[]): string {
  try {
    config.set(pairs, 'local');
    return 'OK';
  } catch (error) {
    if (error instanceof ReplyError) return error.text;
    throw error;
  }
}

/** The line at fault and the reason: the last two lines of the report. */
function refusalOf(argv: readonly string[], input: string): string {
  try {
    load(newConfig('/'), argv, input);
  } catch (error) {
    if (error instanceof ConfigError) return lastTwoLines(error.report('segkv'));
    throw error;
  }
  throw new Error('not refused');
}

function redisRefusal(argv: readonly string[], input: string): string {
  const { stderr } = spawnSync(redisServerPath()!, argv, {
    input,
    encoding: 'utf8',
    timeout: 5000,
  });
  return lastTwoLines(stderr);
}

function lastTwoLines(text: string): string {
  return text.trimEnd().split('\n').slice(-2).join('\n');
}

/** A redis-server with a configuration file of its own, which it may rewrite. */
class RedisWithFile {
  readonly connection: RespConnection;
  readonly #server: ServerProcess;

  private constructor(server: ServerProcess, connection: RespConnection) {
    this.#server = server;
    this.connection = connection;
  }

  static async start(text: string): Promise<RedisWithFile> {
    const directory = mkdtempSync(join(tmpdir(), 'segkv-test-'));
    const port = await findFreePort();
    const file = join(directory, 'redis.conf');
    writeFileSync(file, `${text}port ${port}\n`);
    const child = spawn(redisServerPath()!, [file], { cwd: directory, stdio: 'pipe' });
    const server = new ServerProcess('redis-server', port, child, directory);
    for (let attempt = 0; attempt < 250 && !server.hasExited; attempt++) {
      try {
        return new RedisWithFile(server, await server.connect());
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    await server.stop();
    throw new Error(`redis-server did not start:\n${server.logTail()}`);
  }

  get port(): number {
    return this.#server.port;
  }

  get directory(): string {
    return this.#server.directory;
  }

  readFile(): string {
    return readFileSync(join(this.directory, 'redis.conf'), 'latin1');
  }

  /** Names and values as byte strings. */
  async configGet(pattern: string): Promise<Map<string, string>> {
    const reply = decodeReply(await this.connection.call('CONFIG', 'GET', pattern));
    const entries = [...pairsOf(reply.items)];
    return new Map(entries.map(([name, value]) => [name, value.bytes.toString('latin1')]));
  }

  async set(name: string, value: string): Promise<string> {
    const bytes = Buffer.from(value, 'latin1');
    const reply = decodeReply(await this.connection.call('CONFIG', 'SET', name, bytes));
    return reply.bytes.toString('latin1');
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.#server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
