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
import { ExpiryCycle } from '../keyspace/expiry-cycle.js';
import { Keyspace } from '../keyspace/keyspace.js';
import { MemoryManager, type MemoryOptions } from '../memory/memory-manager.js';
import type { Clock } from '../platform/clock.js';
import type { Connection } from '../platform/connection.js';
import type { LogLevel } from '../platform/log.js';
import type { ProcessInformation } from '../platform/process-information.js';
import type { SystemFiles } from '../platform/system-files.js';
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
import { BackgroundWork } from './background-work.js';
import type { Client } from './client.js';
import type { ClientHost } from './client-host.js';
import { Clients } from './clients.js';
import { CommandStatistics } from './command-statistics.js';
import { textOfByteString } from './config/byte-string.js';
import type { Config } from './config/config.js';
import { ConfigAccess } from './config-access.js';
import { isLocal } from './connection-admission.js';
import { DebugAccess, type DebugPermission } from './debug-access.js';
import { Dispatcher } from './dispatcher.js';
import { HeapService } from './heap-service.js';
import { LatencyAccess } from './latency-access.js';
import { LatencyMonitor } from './latency-monitor.js';
import { Listeners } from './listeners.js';
import type { Logger } from './logger.js';
import { Lookahead } from './lookahead.js';
import { Operations } from './operations.js';
import { REPLIES_ON } from './reply-mode.js';
import { applyConfig, type ConfiguredParts } from './server-config.js';
import { ServerCycle } from './server-cycle.js';
import { ServerStatistics } from './server-statistics.js';
import { defaultSettings, type ServerSettings } from './settings.js';
import { SlowRequestObserver } from './slow-request-observer.js';
import { Slowlog } from './slowlog.js';

const NO_BYTES = new Uint8Array(0);
/** Clients are looked after so often, in shares. */
const CLIENTS_CYCLE_MS = 100;
/** An identifier has 40 hexadecimal digits. */
const ID_WORDS = 5;

export interface ServerParts {
  clock: Clock;
  timers: Timers;
  /** Random 32-bit integers. */
  random: () => number;
  /** Loaded; CONFIG SET changes it while the server runs. */
  config: Config;
  /** Absolute path of the file it was loaded from, a byte a character; null if there is none. */
  configFilePath: string | null;
  files: SystemFiles;
  process: ProcessInformation;
  version: string;
  logger: Logger;
  setLogLevel: (level: LogLevel) => void;
  /** Costly checks of memory on every release. */
  isVerifying?: boolean;
  readPath?: ReadPath | undefined;
}

/** With fewer keys the caches hold what matters, and looking ahead costs more than it saves. */
const LOOKAHEAD_KEYS_MIN = 20_000;

export class Server implements ClientHost, ServerPort {
  readonly clock: Clock;
  readonly version: string;
  readonly commands = new CommandTable(COMMANDS);
  readonly statistics = new CommandStatistics(this.commands.withSubcommands());
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly expiry: ExpiryCycle;
  readonly readBuffer = new Uint8Array(2 * READ_SIZE_BYTES);
  readonly readStart = READ_SIZE_BYTES;
  readonly readSize = READ_SIZE_BYTES;
  readonly args = new Arguments();
  readonly out = new ReplyWriter();
  readonly parser = new RequestParser(this.args);
  readonly batch = new RequestBatch(this.parser, this.args);
  readonly settings: ServerSettings = defaultSettings();
  readonly authentication: Authentication;
  readonly serverStatistics = new ServerStatistics();
  readonly clients: Clients;
  readonly heap: HeapService;
  /** Whose requests are being executed. */
  executing: Client | null = null;
  readonly slowlog = new Slowlog();
  readonly latency: LatencyAccess;
  readonly config: ConfigAccess;
  readonly operations: Operations;
  readonly cycle: ServerCycle;
  /** Resolves when the server has stopped, by `close` or by SHUTDOWN. */
  readonly closed: Promise<void>;
  private readonly latencyMonitor = new LatencyMonitor();
  private readonly observer: SlowRequestObserver;
  private readonly logger: Logger;
  private readonly dispatcher: Dispatcher;
  private readonly lookahead: Lookahead;
  private readonly context: CommandContext;
  readonly debug: DebugAccess;
  private readonly background: BackgroundWork;
  private readonly requestOwner: number;
  readonly listeners: Listeners;
  private clientIds = 0;
  private clientsCycleMs = 0;
  private closing: Promise<void> | null = null;
  private resolveClosed: () => void = () => {};

  constructor(private readonly parts: ServerParts) {
    this.clock = parts.clock;
    this.version = parts.version;
    this.logger = parts.logger;
    this.authentication = new Authentication(this.settings, this.serverStatistics);
    this.memory = new MemoryManager(memoryOptionsOf(parts));
    this.requestOwner = this.memory.registerOwner('requests');
    this.keyspace = new Keyspace(this.memory, {
      databases: parts.config.get('databases'),
      seeds: [parts.random(), parts.random()],
      random: parts.random,
    });
    this.expiry = new ExpiryCycle(this.keyspace, this.clock);
    this.background = this.newBackgroundWork();
    this.debug = new DebugAccess(this);
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
    this.closed = new Promise((resolve) => {
      this.resolveClosed = resolve;
    });
    const { clock, slowlog, latencyMonitor, statistics } = this;
    this.latency = new LatencyAccess({ clock, monitor: latencyMonitor, slowlog, statistics });
    this.observer = new SlowRequestObserver(clock, slowlog, latencyMonitor);
    this.cycle = this.newCycle();
    this.config = this.newConfigAccess();
    this.operations = this.newOperations();
    this.dispatcher = this.newDispatcher();
    this.heap = this.newHeapService(parts);
    applyConfig(parts.config, this.configuredParts());
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
      observer: this.observer,
      watchers: this.clients.monitors,
      closeForHttp: (client) => this.clients.closeForHttp(client),
      reportBug: (error, command) => this.reportBug(error, `'${command.fullName}'`),
    });
  }

  private newHeapService({ timers, random, config, process }: ServerParts): HeapService {
    const { keyspace, clock, commands, dispatcher, version, statistics } = this;
    return new HeapService({
      keyspace,
      clock,
      timers,
      random,
      commands,
      dispatcher,
      version,
      process,
      profileDirectory: () => textOfByteString(config.get('heap-profile-dir')),
      serverMemory: () => this.operations.serverMemory(),
      replies: {
        out: this.out,
        errorReplied: (text) => statistics.errorReplied(text),
        reportBug: (error) => this.reportBug(error, 'a later reply'),
      },
    });
  }

  private newListeners(parts: ServerParts): Listeners {
    const options = {
      readBuffer: this.readBuffer,
      readStart: this.readStart,
      readPath: parts.readPath,
      backlog: parts.config.get('tcp-backlog'),
      keepAliveSeconds: () => this.settings.tcpKeepaliveSeconds,
      onConnection: (connection: Connection) => this.clients.accept(connection),
    };
    return new Listeners(options, this.logger);
  }

  private newBackgroundWork(): BackgroundWork {
    const { keyspace, expiry, clock, latencyMonitor } = this;
    const noteExpiryMs = (durationMs: number): void => {
      latencyMonitor.add('expire-cycle', durationMs, Math.floor(clock.nowMs() / 1000));
    };
    return new BackgroundWork({ keyspace, expiry, timers: this.parts.timers, noteExpiryMs });
  }

  private newCycle(): ServerCycle {
    const { config, timers } = this.parts;
    const clientCount = (): number => this.clients.count;
    const work = (): void => this.runCycle();
    const parts = { timers, clientCount, work };
    return new ServerCycle(parts, config.get('hz'), config.get('dynamic-hz'));
  }

  private newConfigAccess(): ConfigAccess {
    const { config, files, configFilePath: filePath, logger } = this.parts;
    return new ConfigAccess({ config, files, filePath, logger });
  }

  private newOperations(): Operations {
    const { config, process, logger, configFilePath, random } = this.parts;
    return new Operations({
      server: this,
      config,
      process,
      logger,
      configFilePath: configFilePath ?? '',
      runId: randomHex(random),
      replicationId: randomHex(random),
    });
  }

  private configuredParts(): ConfiguredParts {
    const { settings, memory, keyspace, expiry, slowlog, latencyMonitor } = this;
    const { observer, statistics, cycle, listeners } = this;
    return {
      settings,
      memory,
      keyspace,
      expiry,
      slowlog,
      latencyMonitor,
      observer,
      statistics,
      cycle,
      listeners,
      setLogLevel: this.parts.setLogLevel,
    };
  }

  /** The TCP port; 0 if there is none. */
  get port(): number {
    return this.listeners.port;
  }

  /** Reserves memory, listens and goes to work. Rejects with the system's error. */
  async start(): Promise<void> {
    const { config } = this.parts;
    if (config.get('memory-preallocate')) this.preallocate();
    await this.listen(config);
    this.cycle.start();
    this.operations.started();
  }

  private async listen(config: Config): Promise<void> {
    const path = textOfByteString(config.get('unixsocket'));
    const permissions = config.get('unixsocketperm');
    try {
      await this.listeners.bind({ bind: config.get('bind'), port: config.get('port') });
      if (path !== '') await this.listeners.bindUnix({ path, permissions });
    } catch (error) {
      await this.listeners.close();
      throw error;
    }
  }

  private preallocate(): void {
    const bytes = this.parts.config.get('maxmemory');
    if (bytes === 0) {
      this.logger.warning('memory-preallocate does nothing without maxmemory');
    } else if (!this.memory.preallocate(bytes)) {
      throw new Error(`cannot allocate ${bytes} bytes of memory`);
    }
  }

  private runCycle(): void {
    const nowMs = this.clock.nowMs();
    this.keyspace.clock.update(nowMs);
    if (nowMs - this.clientsCycleMs >= CLIENTS_CYCLE_MS || nowMs < this.clientsCycleMs) {
      this.clientsCycleMs = nowMs;
      this.clients.cycle.run(nowMs);
    }
    this.releaseFreeMemory();
    this.background.start();
    this.operations.sample(nowMs);
  }

  /** A region at a time, because each takes the system a while; requests go on in between. */
  private releaseFreeMemory(): void {
    if (this.memory.releaseFreeMemory(1) === 0) return;
    this.parts.timers.soon(() => this.releaseFreeMemory());
  }

  get debugPermission(): DebugPermission {
    return this.settings.debugPermission;
  }

  isRequestLocal(): boolean {
    return this.executing !== null && isLocal(this.executing.connection);
  }

  warn(message: string): void {
    this.logger.warning(message);
  }

  /** Stops; resolves when every connection is gone and all memory is given back. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  /** Stops once the requests that were read have been executed. */
  stopSoon(): void {
    this.parts.timers.soon(() => this.close());
  }

  private async stop(): Promise<void> {
    this.cycle.stop();
    this.background.stop();
    this.operations.stopped();
    const closing = this.listeners.close();
    this.clients.stop();
    await closing;
    this.heap.close();
    this.keyspace.flushAll();
    this.memory.releaseFreeMemory();
    this.resolveClosed();
  }

  private reportBug(error: unknown, place: string): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.warning(`Internal error in ${place}: ${what}`);
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

function memoryOptionsOf({ config, isVerifying = false }: ServerParts): MemoryOptions {
  return {
    pageSizeBytes: config.get('memory-page-size'),
    regionSizeBytes: config.get('memory-region-size'),
    isVerifying,
  };
}

/** 40 random hexadecimal digits. */
function randomHex(random: () => number): string {
  const words = Array.from({ length: ID_WORDS }, () => (random() >>> 0).toString(16));
  return words.map((word) => word.padStart(8, '0')).join('');
}
