/**
 * A running server: listeners, clients, the dispatcher and the keyspace, wired together. Several
 * can run in one process; nothing is global.
 */

import { ERRORS } from '../base/errors.js';
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
import { READ_SIZE_BYTES, type ReadPath } from '../platform/tcp-listener.js';
import type { Timers } from '../platform/timers.js';
import { Arguments } from '../protocol/arguments.js';
import { LargeRequest } from '../protocol/large-request.js';
import type { ProtocolError } from '../protocol/protocol-error.js';
import { ReplyWriter } from '../protocol/reply-writer.js';
import { RequestBatch } from '../protocol/request-batch.js';
import type { RequestLimits } from '../protocol/request-limits.js';
import { RequestParser } from '../protocol/request-parser.js';
import { admissionChecks } from './admission-checks.js';
import { Authentication } from './authentication.js';
import type { Client } from './client.js';
import type { ClientHost } from './client-host.js';
import { Clients } from './clients.js';
import { CommandStatistics } from './command-statistics.js';
import { Dispatcher } from './dispatcher.js';
import { Listeners } from './listeners.js';
import { type Logger, SILENT_LOGGER } from './logger.js';
import { Lookahead } from './lookahead.js';
import { REPLIES_ON } from './reply-mode.js';
import { ServerStatistics } from './server-statistics.js';
import { defaultSettings, type ServerSettings } from './settings.js';

const BACKLOG = 511;
const NO_BYTES = new Uint8Array(0);

export interface ServerParts {
  clock: Clock;
  timers: Timers;
  /** Random 32-bit integers. */
  random: () => number;
  memory: MemoryOptions;
  databases: number;
  version: string;
  /** Redis's defaults if absent; may be changed while the server runs. */
  settings?: ServerSettings;
  logger?: Logger;
  readPath?: ReadPath | undefined;
  /** `tcp-backlog`. */
  backlog?: number;
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
  readonly settings: ServerSettings;
  readonly authentication: Authentication;
  readonly serverStatistics = new ServerStatistics();
  readonly clients: Clients;
  /** Whose requests are being executed. */
  executing: Client | null = null;
  private readonly logger: Logger;
  private readonly dispatcher: Dispatcher;
  private readonly lookahead: Lookahead;
  private readonly context: CommandContext;
  private readonly requestOwner: number;
  readonly listeners: Listeners;
  private clientIds = 0;
  private cancelCycle: () => void = () => {};

  constructor(private readonly parts: ServerParts) {
    this.clock = parts.clock;
    this.version = parts.version;
    this.settings = parts.settings ?? defaultSettings();
    this.logger = parts.logger ?? SILENT_LOGGER;
    this.authentication = new Authentication(this.settings, this.serverStatistics);
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
    this.clients = new Clients({
      host: this,
      timers: parts.timers,
      logger: this.logger,
      statistics: this.serverStatistics,
    });
    this.listeners = this.newListeners(parts);
    this.dispatcher = this.newDispatcher();
  }

  private newDispatcher(): Dispatcher {
    return new Dispatcher({
      commands: this.commands,
      context: this.context,
      args: this.args,
      out: this.out,
      clock: this.clock,
      statistics: this.statistics,
      checks: admissionChecks({ budget: this.memory.budget, pause: this.clients.paused }),
      observer: { thresholdUs: Number.POSITIVE_INFINITY, executed() {} },
      watchers: this.clients.monitors,
      closeForHttp: (client) => this.clients.closeForHttp(client),
      reportBug: (error, command) => this.reportBug(error, command),
    });
  }

  private newListeners(parts: ServerParts): Listeners {
    const options = {
      readBuffer: this.readBuffer,
      readStart: this.readStart,
      readPath: parts.readPath,
      backlog: parts.backlog ?? BACKLOG,
      keepAliveSeconds: () => this.settings.tcpKeepaliveSeconds,
      onConnection: (connection: Connection) => this.clients.accept(connection),
    };
    return new Listeners(options, this.logger);
  }

  /** The TCP port; 0 if there is none. */
  get port(): number {
    return this.listeners.port;
  }

  start(): void {
    this.cancelCycle = this.parts.timers.every(100, () => this.cycle());
    this.cycle();
  }

  private cycle(): void {
    const nowMs = this.clock.nowMs();
    this.keyspace.clock.update(nowMs);
    this.clients.cycle.run(nowMs);
    this.memory.releaseFreeMemory();
  }

  async close(): Promise<void> {
    this.cancelCycle();
    const closing = this.listeners.close();
    this.clients.stop();
    await closing;
    this.keyspace.flushAll();
    this.memory.releaseFreeMemory();
  }

  private reportBug(error: unknown, command: Command): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.warning(`Internal error in '${command.fullName}': ${what}`);
  }

  get hyperloglogSparseBytesMax(): number {
    return this.settings.hyperloglogSparseBytesMax;
  }

  get stringBytesMax(): number {
    return this.settings.bulkBytesMax;
  }

  get databaseCount(): number {
    return this.keyspace.databases.length;
  }

  nextClientId(): number {
    return ++this.clientIds;
  }

  newLargeRequest(limits: RequestLimits): LargeRequest {
    return new LargeRequest(this.memory, this.requestOwner, limits);
  }

  bytesRead(size: number): void {
    this.serverStatistics.readBytes += size;
    this.serverStatistics.readEvents++;
  }

  bytesWritten(size: number): void {
    this.serverStatistics.writtenBytes += size;
    this.serverStatistics.writeEvents++;
  }

  beginBatch(client: Client): void {
    const nowMs = this.clock.nowMs();
    this.executing = client;
    this.context.nowMs = nowMs;
    this.keyspace.nowMs = nowMs;
    this.keyspace.isTouching = !client.isNoTouch;
    client.lastInteractionMs = nowMs;
    client.limits.bulkBytesMax = this.settings.bulkBytesMax;
    this.dispatcher.beginBatch();
  }

  endBatch(): void {
    this.keyspace.hintBytes = null;
    this.dispatcher.endBatch();
    this.executing = null;
    // A large request's bytes are not kept until the next request comes.
    if (this.args.bytes !== this.readBuffer) this.args.bytes = NO_BYTES;
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
    let isExecuted = true;
    try {
      if (request.isRefused) this.out.error(ERRORS.outOfMemory);
      else isExecuted = this.dispatcher.execute(client);
    } finally {
      this.args.paged = null;
      if (isExecuted) request.release();
    }
    return isExecuted;
  }

  failProtocol(client: Client, error: ProtocolError): void {
    this.serverStatistics.protocolErrors++;
    this.logger.verbose(`${error.message} from client: ${this.clients.describe(client)}`);
    if (client.replyMode === REPLIES_ON) this.out.error(error.message);
    this.statistics.errorReplied(error.message);
    client.closeAfterReplies();
  }

  closeForQueryBuffer(client: Client): void {
    this.clients.closeForQueryBuffer(client);
  }

  checkOutput(client: Client): void {
    this.clients.checkOutput(client);
  }

  startMonitoring(client: Client): void {
    this.clients.monitors.add(client);
  }

  stopMonitoring(client: Client): void {
    this.clients.monitors.remove(client);
  }

  removeClient(client: Client): void {
    this.clients.remove(client);
  }
}
