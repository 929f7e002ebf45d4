/**
 * The server as its operator sees it: the text of INFO, the rates and peaks it shows, resetting
 * them, and SHUTDOWN.
 */
import { ReplyError } from '../base/reply-error.js';
import type { ServerMemory } from '../commands/heap-port.js';
import type { OperationsPort, ShutdownRequest } from '../commands/operations-port.js';
import { PauseMeter } from '../platform/pause-meter.js';
import type { ProcessInformation } from '../platform/process-information.js';
import type { Config } from './config/config.js';
import { clientsFields } from './info/clients-section.js';
import {
  commandStatsFields,
  errorStatsFields,
  latencyStatsFields,
} from './info/command-sections.js';
import { cpuFields } from './info/cpu-section.js';
import { eventloopFields } from './info/eventloop-section.js';
import { type InfoField, type InfoSection, infoText } from './info/info-section.js';
import { keyspaceFields } from './info/keyspace-section.js';
import { memoryFields } from './info/memory-section.js';
import { persistenceFields } from './info/persistence-section.js';
import { replicationFields } from './info/replication-section.js';
import { serverFields } from './info/server-section.js';
import { statsFields } from './info/stats-section.js';
import type { Logger } from './logger.js';
import { type MemoryFigures, memoryFigures } from './memory-figures.js';
import { RateMeter } from './rate-meter.js';
import type { Server } from './server.js';

export interface OperationsParts {
  readonly server: Server;
  readonly config: Config;
  readonly process: ProcessInformation;
  readonly logger: Logger;
  /** Empty where the server runs without a file. */
  readonly configFilePath: string;
  /** 40 hexadecimal digits each. */
  readonly runId: string;
  readonly replicationId: string;
}

const MS_PER_SECOND = 1000;
/** Rates are read so often. */
const SAMPLE_PERIOD_MS = 100;
const LRU_CLOCK_MAX = 0xffffff;

export class Operations implements OperationsPort {
  private readonly startedMs: number;
  private startupBytes = 0;
  private pauses: PauseMeter | null = null;
  private readonly commandRate: RateMeter;
  private readonly readRate: RateMeter;
  private readonly writeRate: RateMeter;
  private sampledMs: number;

  constructor(private readonly parts: OperationsParts) {
    const nowMs = parts.server.clock.nowMs();
    this.startedMs = nowMs;
    this.sampledMs = nowMs;
    this.commandRate = new RateMeter(nowMs, 0);
    this.readRate = new RateMeter(nowMs, 0);
    this.writeRate = new RateMeter(nowMs, 0);
  }

  /** Notes what an empty server takes. */
  started(): void {
    this.startupBytes = this.measure().usedBytes;
  }

  stopped(): void {
    this.pauses?.stop();
  }

  /** Called by the server's cycle. */
  sample(nowMs: number): void {
    if (nowMs - this.sampledMs < SAMPLE_PERIOD_MS && nowMs >= this.sampledMs) return;
    this.sampledMs = nowMs;
    const { statistics, serverStatistics } = this.parts.server;
    this.commandRate.sample(nowMs, statistics.totalCommands);
    this.readRate.sample(nowMs, serverStatistics.readBytes);
    this.writeRate.sample(nowMs, serverStatistics.writtenBytes);
  }

  info(sections: readonly string[]): string {
    return infoText(this.sections(), sections);
  }

  resetStatistics(): void {
    const { statistics, serverStatistics, keyspace, memory } = this.parts.server;
    statistics.reset();
    serverStatistics.reset();
    keyspace.hits = 0;
    keyspace.misses = 0;
    keyspace.expiredKeys = 0;
    for (const rate of [this.commandRate, this.readRate, this.writeRate]) rate.reset();
    memory.budget.peakBytes = memory.budget.usedBytes;
    this.pauses?.reset();
  }

  shutdown(request: ShutdownRequest): void {
    const { logger, server } = this.parts;
    logger.warning('User requested shutdown...');
    if (request.save === 'save' && !request.isForced) {
      logger.warning('SHUTDOWN SAVE is refused: this server cannot save its data.');
      throw new ReplyError('ERR Errors trying to SHUTDOWN. Check logs.');
    }
    server.stopSoon();
  }

  /** The figures that MEMORY shares with INFO. */
  serverMemory(): ServerMemory {
    const { usedBytes, pagesInUseBytes, clientBytes } = this.measure();
    // Pages dominate; what lies beside them is added as it is now.
    const peakBytes = this.parts.server.memory.budget.peakBytes + usedBytes - pagesInUseBytes;
    return { usedBytes, peakBytes, startupBytes: this.startupBytes, clientBytes };
  }

  private measure(): MemoryFigures {
    const { memory, keyspace, clients, readBuffer, out } = this.parts.server;
    return memoryFigures({
      memory,
      keyspace,
      clients: clients.values(),
      sharedBuffers: [readBuffer, out.bytes],
    });
  }

  private sections(): InfoSection[] {
    const { server, config } = this.parts;
    const { statistics, commands } = server;
    const section = (
      title: string,
      fields: () => readonly InfoField[],
      shown: InfoSection['shown'] = 'default',
    ): InfoSection => ({ name: title.toLowerCase(), title, shown, fields });
    const percentiles = (): readonly number[] => config.get('latency-tracking-info-percentiles');
    return [
      section('Server', () => this.serverSection()),
      section('Clients', () => this.clientsSection()),
      section('Memory', () => this.memorySection()),
      section('Persistence', () => persistenceFields(server.keyspace.dirty)),
      section('Stats', () => this.statsSection()),
      section('Replication', () => this.replicationSection()),
      section('CPU', () =>
        cpuFields(this.parts.process.cpuTimes(), this.parts.process.threadCpuTimes()),
      ),
      // There are none; the heading tells so.
      section('Modules', () => []),
      section(
        'Commandstats',
        () => commandStatsFields(commands.withSubcommands(), statistics),
        'all',
      ),
      section('Errorstats', () => errorStatsFields(statistics)),
      section(
        'Latencystats',
        () => latencyStatsFields(commands.withSubcommands(), statistics, percentiles()),
        'all',
      ),
      section('Cluster', () => [['cluster_enabled', 0]]),
      section('Keyspace', () => keyspaceFields(server.keyspace.databases)),
      section('Eventloop', () => this.eventloopSection(), 'named'),
    ];
  }

  private serverSection(): readonly InfoField[] {
    const { server, config } = this.parts;
    return serverFields({
      version: server.version,
      clock: server.clock,
      process: this.parts.process,
      runId: this.parts.runId,
      startedMs: this.startedMs,
      tcpPort: server.listeners.port,
      listenerLines: server.listeners.describe(),
      cycleHz: server.cycle.hz,
      configuredHz: config.get('hz'),
      lruClock: Math.floor(server.clock.nowMs() / MS_PER_SECOND) & LRU_CLOCK_MAX,
      configFilePath: this.parts.configFilePath,
    });
  }

  private clientsSection(): readonly InfoField[] {
    const { clients, settings } = this.parts.server;
    return clientsFields({
      count: clients.count,
      maxclients: settings.maxclients,
      inputPeakBytes: clients.cycle.inputPeakBytes,
      outputPeakBytes: clients.cycle.outputPeakBytes,
      blockedCount: clients.blockedCount,
    });
  }

  private memorySection(): readonly InfoField[] {
    const { process, config, server } = this.parts;
    return memoryFields({
      ...this.measure(),
      ...this.serverMemory(),
      residentBytes: process.residentBytes(),
      pageSizeBytes: server.memory.layout.pageSizeBytes,
      machineBytes: process.machineMemoryBytes,
      maxmemoryBytes: config.get('maxmemory'),
      policy: config.get('maxmemory-policy'),
      engine: process.engineMemory(),
      pendingValues: server.keyspace.pendingValues,
      freedValues: server.keyspace.lazilyFreedValues,
    });
  }

  private statsSection(): readonly InfoField[] {
    const { serverStatistics, statistics, keyspace, expiry } = this.parts.server;
    return statsFields({
      connections: serverStatistics,
      commands: statistics,
      commandsPerSecond: this.commandRate.perSecond,
      readBytesPerSecond: this.readRate.perSecond,
      writtenBytesPerSecond: this.writeRate.perSecond,
      keyspace,
      expiry,
    });
  }

  private replicationSection(): readonly InfoField[] {
    return replicationFields({
      replicationId: this.parts.replicationId,
      backlogSizeBytes: this.parts.config.get('repl-backlog-size'),
    });
  }

  private eventloopSection(): readonly InfoField[] {
    if (this.pauses === null) {
      this.pauses = new PauseMeter();
      this.pauses.start();
    }
    return eventloopFields(this.pauses.figures());
  }
}
