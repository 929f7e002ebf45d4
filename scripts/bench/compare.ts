/**
 * Compares segkv with redis-server: processor time per operation and resident bytes per key, as
 * the tables of the README. Processor time is steadier than throughput on a machine that does
 * other things too; each figure is the median of rounds that alternate between the two servers.
 * Without redis-server and redis-benchmark it says so and measures what it can of segkv alone.
 *
 *   npm run build && npx tsc -p tsconfig.json --noEmit false --outDir tmp/run
 *   node tmp/run/scripts/bench/compare.js [--rounds 5] [--scale 1] [--tests set,get]
 *        [--pipelines 1,16,64] [--shapes str,small] [--node /path/to/node]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { redisServerPath } from '../../test/support/server-process.js';
import { geometricMean, type Kind, MeasuredServer, median, sendMany } from './measured-server.js';

interface Options {
  readonly rounds: number;
  readonly scale: number;
  readonly tests: readonly string[];
  readonly pipelines: readonly number[];
  readonly shapes: readonly string[];
  readonly nodePath: string;
  readonly kinds: readonly Kind[];
}

interface Shape {
  readonly text: string;
  readonly count: number;
  readonly payloadBytes: number;
  make(i: number): readonly string[];
}

const CLIENTS = 50;
const KEYS = 100_000;
const VALUE_BYTES = 32;
const REQUESTS_ALONE = 60_000;
const REQUESTS_PIPELINED = 600_000;
/** Operations of one request of a test that does more than one. */
const WEIGHTS: Readonly<Record<string, number>> = { mset: 4 };
/** What a server does after a load: rehashing, collecting garbage. */
const SETTLE_MS = 3000;
const US_PER_SECOND = 1_000_000;

const digits = (i: number, width: number): string => String(i).padStart(width, '0');

function session(i: number): string {
  return JSON.stringify({
    id: i,
    user: `user${i}`,
    roles: ['a', 'b'],
    exp: 1_700_000_000 + i,
    csrf: 'c'.repeat(100),
  });
}

const SHAPES: Readonly<Record<string, Shape>> = {
  str: {
    text: '16 B key, 32 B value',
    count: 1_000_000,
    payloadBytes: 48,
    make: (i) => ['SET', `key:${digits(i, 12)}`, 'v'.repeat(24) + digits(i, 8)],
  },
  small: {
    text: '10 B key, 9 B value',
    count: 1_000_000,
    payloadBytes: 19,
    make: (i) => ['SET', `k:${digits(i, 8)}`, `${digits(i, 8)}x`],
  },
  counter: {
    text: '14 B key, an integer',
    count: 1_000_000,
    payloadBytes: 18,
    make: (i) => ['SET', `hits:${digits(i, 9)}`, String(i)],
  },
  session: {
    text: '17 B key, JSON, expiry',
    count: 300_000,
    payloadBytes: 197,
    make: (i) => ['SET', `sess:${digits(i, 12)}`, session(i), 'EX', '86400'],
  },
  blob4k: {
    text: '14 B key, 4,104 B value',
    count: 30_000,
    payloadBytes: 4118,
    make: (i) => ['SET', `blob:${digits(i, 9)}`, digits(i, 9).repeat(456)],
  },
  blob100k: {
    text: '13 B key, 100,000 B value',
    count: 2000,
    payloadBytes: 100_013,
    make: (i) => ['SET', `big:${digits(i, 9)}`, digits(i, 10).repeat(10_000)],
  },
};

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      scale: { type: 'string', default: '1' },
      tests: { type: 'string', default: 'ping_mbulk,set,get,incr,mset' },
      pipelines: { type: 'string', default: '1,16,64' },
      shapes: { type: 'string', default: Object.keys(SHAPES).join(',') },
      node: { type: 'string', default: process.execPath },
    },
  });
  const list = (text: string): string[] => text.split(',').filter((word) => word !== '');
  const hasRedis = redisServerPath() !== undefined;
  if (!hasRedis) say('redis-server is not installed: segkv is measured alone\n');
  return {
    rounds: Number(values.rounds),
    scale: Number(values.scale),
    tests: list(values.tests),
    pipelines: list(values.pipelines).map(Number),
    shapes: list(values.shapes),
    nodePath: values.node,
    kinds: hasRedis ? ['segkv', 'redis-server'] : ['segkv'],
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function row(cells: readonly (string | number)[]): void {
  say(`| ${cells.join(' | ')} |`);
}

function benchmark(port: number, test: string, pipeline: number, requests: number): void {
  const counts = ['-c', CLIENTS, '-n', requests, '-P', pipeline, '-r', KEYS, '-d', VALUE_BYTES];
  const args = ['-h', '127.0.0.1', '-p', port, ...counts, '-t', test, '-q'].map(String);
  execFileSync('redis-benchmark', args, { stdio: 'ignore', timeout: 300_000 });
}

/** Microseconds of processor time per operation in each round, by server. */
function measureTest(
  servers: ReadonlyMap<Kind, MeasuredServer>,
  test: string,
  pipeline: number,
  { rounds, scale }: Options,
): Map<Kind, number[]> {
  const weight = WEIGHTS[test] ?? 1;
  const base = pipeline === 1 ? REQUESTS_ALONE : REQUESTS_PIPELINED;
  const requests = Math.round((base * scale) / weight);
  const figures = new Map<Kind, number[]>();
  for (const [kind, { port }] of servers) {
    benchmark(port, test, pipeline, Math.round(requests / 3));
    figures.set(kind, []);
  }
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [...servers] : [...servers].reverse();
    for (const [kind, server] of order) {
      const before = server.cpuSeconds();
      benchmark(server.port, test, pipeline, requests);
      const us = ((server.cpuSeconds() - before) / requests) * US_PER_SECOND;
      figures.get(kind)?.push(us);
    }
  }
  return figures;
}

async function startAll({ kinds, nodePath }: Options): Promise<Map<Kind, MeasuredServer>> {
  const servers = new Map<Kind, MeasuredServer>();
  for (const kind of kinds) servers.set(kind, await MeasuredServer.start(kind, { nodePath }));
  return servers;
}

async function compareCpu(options: Options): Promise<void> {
  if (spawnSync('redis-benchmark', ['--version']).error !== undefined) {
    say('redis-benchmark is not installed: processor time is not measured\n');
    return;
  }
  say('CPU time of the server per operation in µs:\n');
  row(['test', 'P', ...options.kinds, 'ratio']);
  row(['---', '---:', ...options.kinds.map(() => '---:'), '---:']);
  const servers = await startAll(options);
  const ratios = new Map<number, number[]>(options.pipelines.map((pipeline) => [pipeline, []]));
  try {
    for (const pipeline of options.pipelines) {
      for (const test of options.tests) {
        const figures = measureTest(servers, test, pipeline, options);
        const ours = figures.get('segkv') ?? [];
        const theirs = figures.get('redis-server');
        const cells = [...figures.values()].map((list) => median(list).toFixed(2));
        if (theirs === undefined) {
          row([test, pipeline, ...cells, '']);
          continue;
        }
        const ratio = median(ours.map((us, i) => us / (theirs[i] as number)));
        ratios.get(pipeline)?.push(ratio);
        row([test, pipeline, ...cells, ratio.toFixed(2)]);
      }
    }
  } finally {
    for (const server of servers.values()) await server.stop();
  }
  say('');
  for (const [pipeline, list] of ratios) {
    if (list.length > 0) say(`geometric mean at P=${pipeline}: ${geometricMean(list).toFixed(3)}`);
  }
  say('');
}

/** Growth of the resident set per key, in a fresh process. */
async function bytesPerKey(kind: Kind, shape: Shape, options: Options): Promise<number> {
  const server = await MeasuredServer.start(kind, { nodePath: options.nodePath });
  try {
    const count = Math.round(shape.count * options.scale);
    await delay(SETTLE_MS / 6);
    const before = server.residentBytes();
    await sendMany(server.port, count, shape.make);
    await delay(SETTLE_MS);
    return (server.residentBytes() - before) / count;
  } finally {
    await server.stop();
  }
}

async function compareMemory(options: Options): Promise<void> {
  say('Resident bytes per key, key and value included:\n');
  row(['data', 'payload', ...options.kinds, 'ratio']);
  row(['---', '---:', ...options.kinds.map(() => '---:'), '---:']);
  for (const name of options.shapes) {
    const shape = SHAPES[name];
    if (shape === undefined) throw new Error(`there is no shape '${name}'`);
    const figures: number[] = [];
    for (const kind of options.kinds) figures.push(await bytesPerKey(kind, shape, options));
    const [ours, theirs] = figures;
    const ratio = theirs === undefined ? '' : ((ours as number) / theirs).toFixed(2);
    const payload = shape.payloadBytes.toLocaleString('en');
    row([`${name}: ${shape.text}`, payload, ...figures.map((bytes) => bytes.toFixed(1)), ratio]);
  }
  say('');
}

const options = readOptions();
say(
  `${execFileSync(options.nodePath, ['--version']).toString().trim()}, ${options.rounds} rounds\n`,
);
if (options.tests.length > 0) await compareCpu(options);
if (options.shapes.length > 0) await compareMemory(options);
