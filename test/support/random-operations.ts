/**
 * Random operations on a profiled keyspace: everything that allocates, moves or releases, and the
 * profiler switched on and off in between. Used by the model test and by the benchmark.
 */
import { Compaction } from '../../src/keyspace/compaction.js';
import { NO_EXPIRY } from '../../src/keyspace/item-layout.js';
import { setPaged } from '../../src/keyspace/string-values.js';
import { Prng } from './prng.js';
import { COMMAND_NAMES, type ProfiledKeyspace } from './profiled-keyspace.js';

const PREFIXES = ['user:', 'session:', 'a:b:c:', '', 'queue|', 'x'.repeat(80)];

export class RandomOperations {
  private readonly prng: Prng;
  constructor(
    readonly world: ProfiledKeyspace,
    seed: number,
  ) {
    this.prng = new Prng(seed);
  }

  private key(): string {
    const { prng } = this;
    const suffix = prng.chance(0.02) ? 'k'.repeat(prng.integer(200, 3000)) : '';
    return `${prng.pick(PREFIXES)}${prng.integer(0, 400)}${suffix}`;
  }

  private length(): number {
    const { prng } = this;
    const kind = prng.next() % 20;
    if (kind === 0) return prng.integer(30_000, 700_000);
    if (kind < 4) return prng.integer(900, 40_000);
    return prng.integer(0, 300);
  }

  async step(): Promise<void> {
    const { prng, world } = this;
    world.origin.commandIndex = prng.integer(-1, COMMAND_NAMES.length - 1);
    world.origin.nowMs = world.clock.nowMs();
    const db = prng.integer(0, 2);
    const choice = prng.next() % 1000;
    if (choice < 400) this.set(db);
    else if (choice < 600) world.remove(this.key(), db);
    else if (choice < 700) this.setExpiry(db);
    else if (choice < 800) this.move(db);
    else if (choice < 880) this.resize(db);
    else if (choice < 940) world.advanceMs(prng.integer(1, 400));
    else if (choice < 955) await world.timers.runOnce();
    else if (choice < 960) world.keyspace.swap(0, prng.integer(1, 2));
    else if (choice < 962) world.db(db).flush();
    else if (choice < 964) this.compact();
    else if (choice < 980) this.toggle();
    else world.find(this.key(), db);
  }

  private set(db: number): void {
    const { prng, world } = this;
    const expireAt = prng.chance(0.3) ? world.clock.nowMs() + prng.integer(1, 3000) : NO_EXPIRY;
    world.set(this.key(), this.length(), expireAt, db);
  }

  private setExpiry(number: number): void {
    const { prng, world } = this;
    if (!world.find(this.key(), number)) return;
    const expireAt = prng.chance(0.5) ? NO_EXPIRY : world.clock.nowMs() + prng.integer(1, 3000);
    world.db(number).setExpiry(expireAt);
  }

  /** RENAME or MOVE to a key that is not there. */
  private move(number: number): void {
    const { prng, world } = this;
    const target = prng.chance(0.7) ? number : prng.integer(0, 2);
    const key = this.key();
    if (world.find(key, target) || !world.find(this.key(), number)) return;
    const db = world.db(number);
    db.moveFound(world.db(target), Buffer.from(key), db.view.expireAtExact);
  }

  /** Gives a paged value another length, as APPEND and SETRANGE do. */
  private resize(number: number): void {
    const { prng, world } = this;
    const db = world.db(number);
    const key = Buffer.from(this.key());
    if (db.find(key, 0, key.length) === 0 || db.view.encoding !== 4) return;
    const { view, keyspace } = db;
    const { pagedValues } = db.items;
    const head = view.valueReference;
    const expireAt = view.expireAtExact;
    if (keyspace.memory.hooks !== null) {
      keyspace.attribution.enterKey(db, view.encoding, key, 0, key.length);
    }
    const copy = pagedValues.create(pagedValues.length(head) + prng.integer(0, 100_000));
    if (copy !== 0) setPaged(db, key, 0, key.length, copy, expireAt);
  }

  private compact(): void {
    const steps = new Compaction(this.world.keyspace).run();
    while (steps.next().done !== true);
  }

  private toggle(): void {
    const { prng, world } = this;
    const { profiler } = world;
    switch (prng.integer(0, 5)) {
      case 0:
        profiler.disable();
        if (prng.chance(0.3)) profiler.reset();
        break;
      case 1:
        profiler.reset();
        break;
      default:
        profiler.enable(
          prng.pick([
            {},
            { stacks: 'none' as const },
            { stacks: 'exact' as const, depth: 3 },
            { sampleBytes: 5000 },
            { delimiters: Buffer.from(':|'), prefixDepth: 2 },
          ]),
        );
    }
  }
}
