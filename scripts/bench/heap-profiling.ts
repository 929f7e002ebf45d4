/**
 * Measures what the heap profiler costs and how right it is, one number a line with its goal.
 *
 *   npm run build && npx tsc -p tsconfig.json --noEmit false --outDir tmp/run
 *   node tmp/run/scripts/bench/heap-profiling.js [--only pair,set,memory,dump,identity,rss,sample]
 *        [--keys 1000000] [--operations 1000000] [--seeds 1]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setBytes } from '../../src/keyspace/string-values.js';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { SlabAllocator } from '../../src/memory/slab-allocator.js';
import { systemClock } from '../../src/platform/clock.js';
import { systemTimers } from '../../src/platform/timers.js';
import { buildSnapshot } from '../../src/profiler/build-snapshot.js';
import { HEAP_FORMAT_NAMES, HEAP_FORMATS } from '../../src/profiler/heap-formats.js';
import { PoissonSampler, SampleEstimate } from '../../src/profiler/poisson-sampler.js';
import { topRows } from '../../src/profiler/top.js';
import { Prng } from '../../test/support/prng.js';
import { ProfiledKeyspace } from '../../test/support/profiled-keyspace.js';
import { RandomOperations } from '../../test/support/random-operations.js';
import type { RespConnection } from '../../test/support/resp-connection.js';
import { type ServerProcess, startSegkv } from '../../test/support/server-process.js';

const MEBIBYTE = 1_048_576;

const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    keys: { type: 'string', default: '1000000' },
    operations: { type: 'string', default: '1000000' },
    seeds: { type: 'string', default: '1' },
  },
});
const KEYS = Number(given.keys);

function say(what: string, value: string, goal: string): void {
  process.stdout.write(`${what.padEnd(58)} ${value.padStart(14)}   ${goal}\n`);
}

const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;

/** Nanoseconds of an allocation and its release, with the hooks null and without any hooks. */
async function measurePair(): Promise<void> {
  const source = fileURLToPath(new URL('../../src/memory/slab-allocator.js', import.meta.url));
  const bare = source.replace(/\.js$/, '-without-hooks.js');
  writeFileSync(bare, readFileSync(source, 'utf8').replace(/memory\.hooks !== null/g, 'false'));
  const { SlabAllocator: Bare } = (await import(bare)) as { SlabAllocator: typeof SlabAllocator };
  const measure = (Allocator: typeof SlabAllocator): number => {
    const slab = new Allocator(new MemoryManager(), 'bench');
    const held = new Int32Array(4096);
    const started = performance.now();
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < held.length; i++) held[i] = slab.allocate(40 + (i & 63), 1);
      for (let i = 0; i < held.length; i++) slab.release(held[i] as number, 40 + (i & 63));
    }
    return ((performance.now() - started) * 1e6) / (rounds * held.length);
  };
  const differences: number[] = [];
  const hooked: number[] = [];
  for (let round = 0; round < 31; round++) {
    const isFirst = round % 2 === 0;
    const one = measure(isFirst ? SlabAllocator : Bare);
    const other = measure(isFirst ? Bare : SlabAllocator);
    hooked.push(isFirst ? one : other);
    differences.push(isFirst ? one - other : other - one);
  }
  say('allocate and release, hooks null', `${median(hooked).toFixed(1)} ns`, '');
  say('  more than without hooks', `${median(differences).toFixed(2)} ns`, 'at most 2 ns');
}

/** CPU time a process has used, in microseconds. */
function cpuUs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

const PIPELINE = 64;

async function setRandomKeys(connection: RespConnection, count: number, prng: Prng): Promise<void> {
  for (let done = 0; done < count; done += PIPELINE) {
    const batch = Array.from({ length: PIPELINE }, () => {
      return ['SET', `key:${prng.integer(0, 99_999)}`, 'x'.repeat(prng.integer(20, 60))];
    });
    await connection.pipeline(batch);
  }
}

async function latencies(connection: RespConnection, count: number, prng: Prng): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    await connection.call('SET', `key:${prng.integer(0, 99_999)}`, 'x'.repeat(40));
    took.push(performance.now() - started);
  }
  return took.sort((a, b) => a - b)[Math.floor(count * 0.99)] as number;
}

/** CPU and p99 of SET with the profiler on, relative to off, alternating. */
async function measureSet(): Promise<void> {
  const server = await startSegkv({ isVerifying: false });
  try {
    const connection = await server.connect();
    const prng = new Prng(1);
    await setRandomKeys(connection, 200_000, prng);
    const cpu: Record<string, number[]> = { on: [], off: [] };
    const p99: Record<string, number[]> = { on: [], off: [] };
    const count = 128_000;
    for (let round = 0; round < 10; round++) {
      const mode = round % 2 === 0 ? 'off' : 'on';
      await connection.call('MEMORY', 'HEAP', mode === 'on' ? 'ENABLE' : 'DISABLE');
      await setRandomKeys(connection, 20_000, prng);
      const before = cpuUs(server.child.pid as number);
      await setRandomKeys(connection, count, prng);
      cpu[mode]?.push((cpuUs(server.child.pid as number) - before) / count);
      p99[mode]?.push(await latencies(connection, 3000, prng));
    }
    const [off, on] = [median(cpu.off as number[]), median(cpu.on as number[])];
    say('SET, 64 in a pipeline: CPU with the profiler off', `${off.toFixed(3)} us`, '');
    say('  on, exact counters and memoised stacks', percent(on / off - 1), 'at most +3 %');
    const [slow, slower] = [median(p99.off as number[]), median(p99.on as number[])];
    say('SET, one at a time: p99 with the profiler on', percent(slower / slow - 1), 'at most +5 %');
  } finally {
    await server.stop();
  }
}

const percent = (share: number): string => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;

/** A keyspace whose profiler runs on real time. */
function realTimeWorld(): ProfiledKeyspace {
  const world = new ProfiledKeyspace({ memory: { isVerifying: false } });
  Object.assign(world.profiler.parts, { clock: systemClock, timers: systemTimers });
  Object.assign(world.profiler, { pause: () => turn() });
  return world;
}

function fill(world: ProfiledKeyspace, keys: number, prefixes: number): void {
  const value = Buffer.alloc(64, 'x');
  const db = world.db();
  for (let i = 0; i < keys; i++) {
    const key = Buffer.from(`p${i % prefixes}:${i}`);
    setBytes(db, key, 0, key.length, value, 0, 8 + (i % 32));
  }
}

function measureMemory(): void {
  const world = realTimeWorld();
  world.profiler.enable();
  const before = world.profiler.memoryBytes;
  fill(world, KEYS, 100);
  const bytes = world.profiler.memoryBytes - before;
  say('profiler memory a live allocation', `${(bytes / KEYS).toFixed(2)} bytes`, 'at most 4');
  say('  beside that', `${(before / MEBIBYTE).toFixed(2)} MiB`, 'at most 8 MiB');
}

async function measureDump(): Promise<void> {
  const world = realTimeWorld();
  fill(world, KEYS / 2, 10_000);
  const walkDelay = await longestStall(async () => {
    world.profiler.enable();
    while (world.profiler.isWalking) await turn();
  });
  say(`ENABLE with ${KEYS / 2} keys: longest stall`, `${walkDelay.toFixed(1)} ms`, 'at most 10 ms');
  world.profiler.disable();
  world.profiler.reset();
  world.db().flush();
  world.profiler.enable();
  fill(world, KEYS, 10_000);
  say('contexts', String(world.profiler.contextCount), '10,000');
  await measureTop(world);
  for (const format of HEAP_FORMAT_NAMES) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const started = performance.now();
    let most = 0;
    const stall = await longestStall(async () => {
      const snapshot = await buildSnapshot(world.profiler);
      await HEAP_FORMATS[format](snapshot, async () => {
        most = Math.max(most, process.memoryUsage.rss());
        await turn();
      });
    });
    const seconds = (performance.now() - started) / 1000;
    const extra = Math.max(0, most - before) / MEBIBYTE;
    say(`DUMP ${format} of ${KEYS} keys`, `${seconds.toFixed(2)} s`, 'at most 1 s');
    say('  longest stall', `${stall.toFixed(1)} ms`, 'at most 10 ms');
    say('  more memory', `${extra.toFixed(0)} MiB`, 'at most 64 MiB');
  }
}

/** The longest time in ms that the event loop was not free while `work` ran. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  await turn();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  await turn();
  delay.disable();
  // The sampler's own period is part of what it measures.
  return delay.max / 1e6 - 1;
}

async function measureTop(world: ProfiledKeyspace): Promise<void> {
  const took: number[] = [];
  for (let i = 0; i < 20; i++) {
    const started = performance.now();
    topRows(world.profiler.profile(), { count: 20, by: 'bytes', dimensions: ['prefix'] });
    took.push(performance.now() - started);
    await turn();
  }
  say('TOP 20 GROUP prefix', `${median(took).toFixed(2)} ms`, 'at most 5 ms');
}

/** Random operations; every thousandth compares all accounts with a walk over all pages. */
async function measureIdentity(): Promise<void> {
  const operations = Number(given.operations);
  const seeds = Number(given.seeds);
  for (let seed = 1; seed <= seeds; seed++) {
    const world = new ProfiledKeyspace({ seed });
    const random = new RandomOperations(world, seed);
    for (let count = 1; count <= operations; count++) {
      await random.step();
      if (count % 1000 === 0) world.profiler.verify();
    }
    await world.timers.runAll();
    world.finish();
  }
  say(`identity error, ${operations} operations x ${seeds} seeds`, '0 bytes', '0 bytes');
}

async function measureRss(): Promise<void> {
  const server = await startSegkv({ isVerifying: false });
  try {
    const connection = await server.connect();
    await connection.call('MEMORY', 'HEAP', 'ENABLE');
    const idle = await measuredTotals(server, connection);
    for (let done = 0; done < KEYS; done += 500) {
      const batch = Array.from({ length: 500 }, (_, i) => {
        return ['SET', `session:${done + i}`, 'x'.repeat(200)];
      });
      await connection.pipeline(batch);
    }
    const loaded = await measuredTotals(server, connection);
    const resident = loaded.rss - idle.rss;
    const attributed = loaded.attributed - idle.attributed;
    say('resident set above idle', `${(resident / MEBIBYTE).toFixed(1)} MiB`, '');
    say('  attributed total against it', percent(attributed / resident - 1), 'within 2 %');
  } finally {
    await server.stop();
  }
}

interface MeasuredTotals {
  rss: number;
  attributed: number;
}

/** What the dump explains: pages in use, and what the JavaScript engine holds. */
async function measuredTotals(
  server: ServerProcess,
  connection: RespConnection,
): Promise<MeasuredTotals> {
  const reply = await connection.call('MEMORY', 'HEAP', 'DUMP');
  const { totals, process: parts } = JSON.parse(reply.toString().replace(/^.*\r\n/, ''));
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  const engine = parts.v8HeapBytes + parts.codeBytes + parts.otherArrayBufferBytes;
  return { rss, attributed: totals.totalBytes - totals.freePageBytes + engine };
}

/** A site of 16 MiB in allocations of 100 bytes on average, sampled every 64 KiB. */
function measureSample(): void {
  const truth = 16 * MEBIBYTE;
  let sum = 0;
  let covered = 0;
  const seeds = 200;
  for (let seed = 1; seed <= seeds; seed++) {
    const prng = new Prng(seed);
    const sampler = new PoissonSampler(65_536, () => prng.next() / 2 ** 32);
    const estimate = new SampleEstimate();
    for (let left = truth; left > 0; ) {
      const bytes = Math.min(left, prng.integer(20, 180));
      if (sampler.isSample(bytes)) estimate.add(bytes, sampler.weight(bytes));
      left -= bytes;
    }
    sum += estimate.bytes;
    const { low, high } = estimate.bytesInterval();
    if (low <= truth && truth <= high) covered++;
  }
  say('SAMPLE: error of the mean of 200 seeds', percent(sum / seeds / truth - 1), 'within 1 %');
  say('  95 % intervals that hold the truth', `${(covered / seeds) * 100} %`, '93 to 97 %');
}

const MEASURES: Record<string, () => void | Promise<void>> = {
  pair: measurePair,
  set: measureSet,
  memory: measureMemory,
  dump: measureDump,
  identity: measureIdentity,
  rss: measureRss,
  sample: measureSample,
};

const only = given.only?.split(',') ?? Object.keys(MEASURES);
for (const name of only) {
  const measure = MEASURES[name];
  if (measure === undefined) throw new Error(`no such measurement: ${name}`);
  await measure();
}
