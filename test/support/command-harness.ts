/**
 * Executes commands on a real keyspace without a server or a socket: calls in, reply text out. The
 * memory manager verifies every release, and `finish` checks that nothing is left behind.
 */
import { ReplyError } from '../../src/base/reply-error.js';
import type { ClientPort } from '../../src/commands/client-port.js';
import { CommandTable } from '../../src/commands/command-table.js';
import type { CommandContext } from '../../src/commands/context.js';
import { COMMANDS } from '../../src/commands/index.js';
import type { ServerPort } from '../../src/commands/server-port.js';
import type { Database } from '../../src/keyspace/database.js';
import { ExpiryCycle } from '../../src/keyspace/expiry-cycle.js';
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
} from '../../src/keyspace/item-layout.js';
import { Keyspace } from '../../src/keyspace/keyspace.js';
import { copyOfString } from '../../src/keyspace/string-values.js';
import { MemoryManager, type MemoryOptions } from '../../src/memory/memory-manager.js';
import { ReplyWriter } from '../../src/protocol/reply-writer.js';
import { DebugAccess, type DebugPermission } from '../../src/server/debug-access.js';
import { prepareLargeArguments } from '../../src/server/flatten-arguments.js';
import { PageCollector } from '../../src/structures/page-collector.js';
import { ManualClock } from './manual-clock.js';
import { Prng } from './prng.js';
import { checkReply } from './reply-check.js';
import { argumentsOf } from './requests.js';

export interface HarnessOptions {
  memory?: MemoryOptions;
  resp?: 2 | 3;
  stringBytesMax?: number;
  seed?: number;
  debugPermission?: DebugPermission;
  /** Whether requests come from this machine; true if absent. */
  isLocal?: boolean;
}

/** A word of a request; one that is `paged` arrives in pages, as large arguments do. */
export type Word = string | Uint8Array | PagedWord;

export class PagedWord {
  constructor(readonly bytes: Uint8Array) {}
}

/** An argument that arrives in pages. */
export function paged(bytes: string | Uint8Array): PagedWord {
  return new PagedWord(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
}

const NAMES: Readonly<Record<number, string>> = {
  [ENCODING_INT]: 'int',
  [ENCODING_EMBSTR]: 'embstr',
  [ENCODING_RAW]: 'raw',
  [ENCODING_PAGED]: 'raw',
};

export class CommandHarness {
  readonly clock = new ManualClock(1_700_000_000_000);
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly table = new CommandTable(COMMANDS);
  readonly context: CommandContext;
  /** Warnings written to the log. */
  readonly logged: string[] = [];
  private readonly out = new ReplyWriter();
  private readonly requestOwner: number;

  constructor(options: HarnessOptions = {}) {
    const prng = new Prng(options.seed ?? 1);
    const random = (): number => prng.integer(0, 2 ** 32 - 1);
    this.memory = new MemoryManager({ isVerifying: true, ...options.memory });
    this.requestOwner = this.memory.registerOwner('requests');
    this.keyspace = new Keyspace(this.memory, {
      databases: 4,
      seeds: [random(), random()],
      random,
    });
    this.out.resp = options.resp ?? 2;
    const stringBytesMax = options.stringBytesMax ?? 536_870_912;
    const { clock, table: commands } = this;
    const debug = new DebugAccess({
      expiry: new ExpiryCycle(this.keyspace, clock),
      debugPermission: options.debugPermission ?? 'yes',
      isRequestLocal: () => options.isLocal ?? true,
      warn: (message) => this.logged.push(message),
    });
    this.context = {
      keyspace: this.keyspace,
      db: this.keyspace.databases[0] as Database,
      client: { id: 1, resp: this.out.resp } as ClientPort,
      server: {
        commands,
        clock,
        debug,
        version: '0.0.0',
        stringBytesMax,
        hyperloglogSparseBytesMax: 3000,
      } as Partial<ServerPort> as ServerPort,
      nowMs: 0,
    };
  }

  get db(): Database {
    return this.context.db;
  }

  /** The reply to a request, a character a byte. Throws where a dispatcher would refuse it. */
  call(...words: Word[]): string {
    const { clock, keyspace, context, out, table } = this;
    const collectors: PageCollector[] = [];
    const args = argumentsOf(...words.map((word) => (word instanceof PagedWord ? '' : word)));
    words.forEach((word, i) => {
      if (!(word instanceof PagedWord)) return;
      const collector = new PageCollector(this.memory, this.requestOwner, word.bytes.length);
      collector.append(word.bytes, 0, word.bytes.length);
      if (collector.isRefused) throw new Error('no memory for the argument itself');
      collectors.push(collector);
      args.paged ??= [];
      args.paged[i] = collector;
    });
    prepareLargeArguments(table, args);
    const found = table.lookup(args);
    if (found === undefined) throw new Error(`no such command: ${String(words[0])}`);
    const command = table.lookupSubcommand(found, args) ?? found;
    if (!command.accepts(args.count)) throw new Error(`${command.fullName}: arguments refused`);
    context.nowMs = clock.nowMs();
    keyspace.nowMs = clock.nowMs();
    keyspace.clock.update(clock.nowMs());
    try {
      command.execute(context, args, out);
    } catch (error) {
      if (!(error instanceof ReplyError)) throw error;
      out.truncate(0, 0);
      out.error(error.text);
    }
    for (const collector of collectors) collector.release();
    const bytes = this.takeReply();
    const problems = out.resp === 3 ? checkReply(command.reply, bytes) : [];
    if (problems.length > 0) throw new Error(`${command.fullName}: ${problems.join('; ')}`);
    return bytes.toString('latin1');
  }

  private takeReply(): Buffer {
    const { out } = this;
    const parts: Uint8Array[] = [];
    let from = 0;
    for (const { position, source } of out.attachments) {
      parts.push(out.bytes.slice(from, position));
      for (let part = source.read(65_536); part !== null; part = source.read(65_536)) {
        parts.push(part);
      }
      source.close();
      from = position;
    }
    parts.push(out.bytes.slice(from, out.position));
    out.reset(true);
    return Buffer.concat(parts);
  }

  /** The string at a key, a character a byte; undefined if there is none. */
  value(key: string | Uint8Array): string | undefined {
    const name = Buffer.from(key);
    if (this.db.find(name, 0, name.length) === 0) return undefined;
    return Buffer.from(copyOfString(this.db)).toString('latin1');
  }

  /** What OBJECT ENCODING says of a string; undefined if there is none. */
  encoding(key: string | Uint8Array): string | undefined {
    const name = Buffer.from(key);
    if (this.db.find(name, 0, name.length) === 0) return undefined;
    return NAMES[this.db.view.encoding];
  }

  /** Milliseconds that a key has left, -1 if it does not expire, -2 if there is none. */
  ttlMs(key: string | Uint8Array): number {
    const name = Buffer.from(key);
    if (this.db.find(name, 0, name.length) === 0) return -2;
    return this.db.view.isVolatile ? this.db.view.expireAt - this.clock.nowMs() : -1;
  }

  /** Selects the database that later calls work on. */
  select(number: number): void {
    this.context.db = this.keyspace.database(number) as Database;
  }

  /** All keys and values of the selected database, for "nothing has changed". */
  content(): Map<string, string> {
    const content = new Map<string, string>();
    const { db } = this;
    for (const slab of [db.items.persistent, db.items.volatile]) {
      for (const reference of liveReferences(this.memory, slab.owner, slab)) {
        const view = db.items.open(reference);
        const key = Buffer.from(db.items.keyOf(view)).toString('latin1');
        const expiry = `${view.encoding} ${view.expireAt}`;
        db.items.open(reference);
        content.set(key, `${expiry} ${Buffer.from(copyOfString(db)).toString('latin1')}`);
      }
    }
    return content;
  }

  /** Checks all invariants, empties the keyspace and checks that no memory is left in use. */
  finish(): void {
    this.keyspace.verify();
    this.keyspace.flushAll();
    this.memory.verifyEmpty();
  }
}

function* liveReferences(
  memory: MemoryManager,
  owner: number,
  slab: { nextLiveSlot(page: number, slot: number): number },
): Generator<number> {
  const { table, layout } = memory;
  for (let page = 0; page < table.capacity; page++) {
    if (table.owner[page] !== owner || memory.table.slotBytes[page] === 0) continue;
    for (let slot = slab.nextLiveSlot(page, 0); slot >= 0; ) {
      yield (page << layout.slotBits) | slot;
      slot = slab.nextLiveSlot(page, slot + 1);
    }
  }
}
