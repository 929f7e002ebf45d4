/**
 * A running server: listeners, clients, the dispatcher and the keyspace, wired together. Several
 * can run in one process; nothing is global.
 */

import { ERRORS } from '../base/errors.js';
import { CommandFlag } from '../commands/command-flags.js';
import { CommandTable } from '../commands/command-table.js';
import type { CommandContext } from '../commands/context.js';
import type { Command } from '../commands/define-command.js';
import { COMMANDS } from '../commands/index.js';
import type { ServerPort } from '../commands/server-port.js';
import type { Database } from '../keyspace/database.js';
import { Keyspace } from '../keyspace/keyspace.js';
import { MemoryManager, type MemoryOptions } from '../memory/memory-manager.js';
import type { Clock } from '../platform/clock.js';
import type { Connection } from '../platform/connection.js';
import {
  type ListenAddress,
  READ_SIZE_BYTES,
  type ReadPath,
  TcpListener,
} from '../platform/tcp-listener.js';
import type { Timers } from '../platform/timers.js';
import { Arguments } from '../protocol/arguments.js';
import { LargeRequest } from '../protocol/large-request.js';
import type { ProtocolError } from '../protocol/protocol-error.js';
import { ReplyWriter } from '../protocol/reply-writer.js';
import { RequestBatch } from '../protocol/request-batch.js';
import type { RequestLimits } from '../protocol/request-limits.js';
import { RequestParser } from '../protocol/request-parser.js';
import { Client } from './client.js';
import type { ClientHost } from './client-host.js';
import { CommandStatistics } from './command-statistics.js';
import { Dispatcher } from './dispatcher.js';
import { Lookahead } from './lookahead.js';

export interface ServerParts {
  clock: Clock;
  timers: Timers;
  /** Random 32-bit integers. */
  random: () => number;
  memory: MemoryOptions;
  databases: number;
  version: string;
  readPath?: ReadPath | undefined;
}

/** With fewer keys the caches hold what matters, and looking ahead costs more than it saves. */
const LOOKAHEAD_KEYS_MIN = 250_000;

export class Server implements ClientHost, ServerPort {
  readonly clock: Clock;
  readonly version: string;
  readonly commands = new CommandTable(COMMANDS);
  readonly statistics = new CommandStatistics(this.commands.withSubcommands());
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly readBuffer = new Uint8Array(2 * READ_SIZE_BYTES);
  readonly readStart = READ_SIZE_BYTES;
  readonly readSize = READ_SIZE_BYTES;
  readonly args = new Arguments();
  readonly out = new ReplyWriter();
  readonly parser = new RequestParser(this.args);
  readonly batch = new RequestBatch(this.parser, this.args);
  readonly clients = new Map<number, Client>();
  queryBytesMax = 1_073_741_824;
  bulkBytesMax = 536_870_912;
  /** As ServerPort says. */
  get stringBytesMax(): number {
    return this.bulkBytesMax;
  }

  totalReadBytes = 0;
  totalWrittenBytes = 0;
  private readonly dispatcher: Dispatcher;
  private readonly lookahead: Lookahead;
  private readonly context: CommandContext;
  private readonly requestOwner: number;
  private readonly listeners: TcpListener[] = [];
  private clientIds = 0;
  private cancelCycle: () => void = () => {};

  constructor(private readonly parts: ServerParts) {
    this.clock = parts.clock;
    this.version = parts.version;
    this.memory = new MemoryManager(parts.memory);
    this.requestOwner = this.memory.registerOwner('requests');
    this.keyspace = new Keyspace(this.memory, {
      databases: parts.databases,
      seeds: [parts.random(), parts.random()],
      random: parts.random,
    });
    this.context = {
      keyspace: this.keyspace,
      db: this.keyspace.databases[0] as CommandContext['db'],
      client: null as unknown as CommandContext['client'],
      server: this,
      nowMs: 0,
    };
    this.lookahead = new Lookahead(this.commands, this.keyspace);
    this.dispatcher = new Dispatcher({
      commands: this.commands,
      context: this.context,
      args: this.args,
      out: this.out,
      clock: this.clock,
      statistics: this.statistics,
      checks: [(_client, command) => this.checkMemory(command)],
      observer: { thresholdUs: Number.POSITIVE_INFINITY, executed() {} },
      reportBug: (error) => {
        throw error;
      },
    });
  }

  async listen(address: ListenAddress, backlog: number): Promise<TcpListener> {
    const listener = await TcpListener.listen(address, {
      readBuffer: this.readBuffer,
      readStart: this.readStart,
      readPath: this.parts.readPath,
      backlog,
      keepAliveSeconds: () => 300,
      onConnection: (connection) => this.addClient(connection),
    });
    this.listeners.push(listener);
    return listener;
  }

  start(): void {
    this.cancelCycle = this.parts.timers.every(100, () => this.cycle());
    this.cycle();
  }

  private cycle(): void {
    this.keyspace.clock.update(this.clock.nowMs());
    this.memory.releaseFreeMemory();
  }

  async close(): Promise<void> {
    this.cancelCycle();
    const closing = this.listeners.map((listener) => listener.close());
    for (const client of [...this.clients.values()]) client.kill();
    await Promise.all(closing);
    this.keyspace.flushAll();
    this.memory.releaseFreeMemory();
  }

  private addClient(connection: Connection): void {
    const client = new Client(this, connection);
    connection.handler = client;
    this.clients.set(client.id, client);
  }

  private checkMemory(command: Command): string | null {
    const { budget } = this.memory;
    if (budget.usedBytes <= budget.limitBytes) return null;
    return command.has(CommandFlag.denyoom) ? ERRORS.outOfMemory : null;
  }

  nextClientId(): number {
    return ++this.clientIds;
  }

  newLimits(): RequestLimits {
    return { bulkBytesMax: this.bulkBytesMax, isUnauthenticated: false };
  }

  newLargeRequest(limits: RequestLimits): LargeRequest {
    return new LargeRequest(this.memory, this.requestOwner, limits);
  }

  bytesRead(size: number): void {
    this.totalReadBytes += size;
  }

  bytesWritten(size: number): void {
    this.totalWrittenBytes += size;
  }

  beginBatch(client: Client): void {
    const nowMs = this.clock.nowMs();
    this.context.nowMs = nowMs;
    this.keyspace.nowMs = nowMs;
    client.lastInteractionMs = nowMs;
    this.dispatcher.beginBatch();
  }

  endBatch(): void {
    this.keyspace.hintBytes = null;
    this.dispatcher.endBatch();
  }

  isLookingAhead(client: Client): boolean {
    return (this.keyspace.databases[client.dbNumber] as Database).size >= LOOKAHEAD_KEYS_MIN;
  }

  lookAhead(client: Client): void {
    this.lookahead.run(this.batch, this.keyspace.databases[client.dbNumber] as Database);
  }

  selectAhead(i: number): Command | undefined {
    return this.lookahead.select(i);
  }

  execute(client: Client, found?: Command): boolean {
    return this.dispatcher.execute(client, found);
  }

  executeLarge(client: Client, request: LargeRequest): boolean {
    request.fill(this.args);
    let isDone = true;
    try {
      if (request.isRefused) this.out.error(ERRORS.outOfMemory);
      else isDone = this.dispatcher.execute(client);
    } finally {
      this.args.paged = null;
      if (isDone) request.release();
    }
    return isDone;
  }

  failProtocol(client: Client, error: ProtocolError): void {
    this.out.error(error.message);
    client.closeAfterReplies();
  }

  closeForQueryBuffer(client: Client): void {
    client.kill();
  }

  checkOutput(_client: Client): void {}

  removeClient(client: Client): void {
    this.clients.delete(client.id);
  }
}
