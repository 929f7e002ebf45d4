/**
 * A keyspace with a heap profiler and no server: memory that verifies each release, a clock and
 * timers that tests move by hand.
 */
import type { Database } from '../../src/keyspace/database.js';
import { Keyspace } from '../../src/keyspace/keyspace.js';
import { copyOfString, setBytes } from '../../src/keyspace/string-values.js';
import { MemoryManager, type MemoryOptions } from '../../src/memory/memory-manager.js';
import type { Clock } from '../../src/platform/clock.js';
import type { Timers } from '../../src/platform/timers.js';
import { HeapProfiler } from '../../src/profiler/heap-profiler.js';
import { ManualClock } from './manual-clock.js';
import { Prng } from './prng.js';

/** Names of the commands whose indexes tests set as the origin of allocations. */
export const COMMAND_NAMES = ['set', 'append', 'rename', 'expire'];

/** Timers whose work runs when a test says so. */
export class ManualTimers implements Timers {
  private waiting: (() => void)[] = [];

  every(): () => void {
    return () => {};
  }

  after(): () => void {
    return () => {};
  }

  soon(work: () => void): void {
    this.waiting.push(work);
  }

  get pending(): number {
    return this.waiting.length;
  }

  /** Runs what waits now; what that asks for waits for the next call. */
  async runOnce(): Promise<void> {
    const work = this.waiting;
    this.waiting = [];
    for (const one of work) one();
    // Lets the promises that were resolved go on.
    for (let i = 0; i < 8; i++) await Promise.resolve();
  }

  async runAll(): Promise<void> {
    while (this.waiting.length > 0) await this.runOnce();
  }
}

export interface ProfiledOptions {
  seed?: number;
  memory?: MemoryOptions;
  databases?: number;
}

export class ProfiledKeyspace {
  readonly clock = new ManualClock(1_700_000_000_000);
  readonly timers = new ManualTimers();
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly profiler: HeapProfiler;
  /** Set by tests: who allocates. */
  readonly origin = { commandIndex: 0, clientId: 7, nowMs: 0 };

  constructor(options: ProfiledOptions = {}) {
    const prng = new Prng(options.seed ?? 1);
    const random = (): number => prng.next();
    this.memory = new MemoryManager({ isVerifying: true, ...options.memory });
    this.keyspace = new Keyspace(this.memory, {
      databases: options.databases ?? 3,
      seeds: [random(), random()],
      random,
    });
    this.keyspace.nowMs = this.clock.nowMs();
    this.profiler = new HeapProfiler({
      keyspace: this.keyspace,
      clock: this.tickingClock(),
      timers: this.timers,
      random,
      origin: this.origin,
      commandName: (index) => COMMAND_NAMES[index] ?? `command ${index}`,
      processMemory: () => ({
        rssBytes: 100_000_000,
        v8HeapBytes: 10_000_000,
        codeBytes: 1_000_000,
        arrayBufferBytes: 0,
      }),
      readText: () => null,
      server: { version: '0.0.0', runtime: 'test', startedMs: this.clock.nowMs() },
    });
  }

  /** The same time, but each look at it costs a millisecond, so that long work has many slices. */
  private tickingClock(): Clock {
    const { clock } = this;
    let lookedUs = 0;
    return {
      nowMs: () => clock.nowMs(),
      nowUs: () => clock.nowUs(),
      monotonicUs: () => {
        lookedUs += 1000;
        return lookedUs;
      },
    };
  }

  /** Lets sliced work go on until it is done; `between` is called between two slices. */
  async settle<T>(work: Promise<T>, between: () => void = () => {}): Promise<T> {
    let isDone = false;
    const finish = (): void => {
      isDone = true;
    };
    work.then(finish, finish);
    while (!isDone) {
      await this.timers.runOnce();
      between();
    }
    return work;
  }

  db(number = 0): Database {
    return this.keyspace.databases[number] as Database;
  }

  /** Sets a key to `length` bytes; false if memory is refused. */
  set(key: string, length: number, expireAt = -1, number = 0): boolean {
    const name = Buffer.from(key);
    const value = Buffer.alloc(length, 'x');
    return setBytes(this.db(number), name, 0, name.length, value, 0, length, expireAt);
  }

  remove(key: string, number = 0): boolean {
    const name = Buffer.from(key);
    return this.db(number).remove(name, 0, name.length);
  }

  find(key: string, number = 0): boolean {
    const name = Buffer.from(key);
    return this.db(number).find(name, 0, name.length) !== 0;
  }

  length(key: string, number = 0): number {
    return this.find(key, number) ? copyOfString(this.db(number)).length : -1;
  }

  advanceMs(ms: number): void {
    this.clock.advanceMs(ms);
    this.keyspace.nowMs = this.clock.nowMs();
  }

  /** Top rows by prefix, as `prefix bytes/objects` for short comparisons. */
  byPrefix(): Record<string, [bytes: number, objects: number]> {
    const profile = this.profiler.profile();
    const sums: Record<string, [number, number]> = {};
    for (const id of profile.ids) {
      const [prefix] = profile.valuesOf(id, ['prefix']) as [string];
      sums[prefix] ??= [0, 0];
      sums[prefix][0] += profile.bytesOf(id);
      sums[prefix][1] += profile.objectsOf(id);
    }
    return sums;
  }

  /** Checks all invariants, empties the keyspace and checks that nothing is left in use. */
  finish(): void {
    this.keyspace.verify();
    this.profiler.verify();
    this.keyspace.flushAll();
    this.profiler.verify();
    this.memory.verifyEmpty();
  }
}
