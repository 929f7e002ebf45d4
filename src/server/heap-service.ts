/** What MEMORY and KPROFILE reach of a server: its profiler, its memory, and replies that wait. */
import type { ClientPort } from '../commands/client-port.js';
import type { CommandTable } from '../commands/command-table.js';
import type { HeapPort, LaterReply, ServerMemory } from '../commands/heap-port.js';
import { Compaction } from '../keyspace/compaction.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { Clock } from '../platform/clock.js';
import type { ProcessInformation } from '../platform/process-information.js';
import { systemProcessMemory } from '../platform/process-memory.js';
import { type ProfileFiles, systemProfileFiles } from '../platform/profile-files.js';
import type { Timers } from '../platform/timers.js';
import type { AllocationOrigin } from '../profiler/allocation-ledger.js';
import { HeapProfiler } from '../profiler/heap-profiler.js';
import type { Client } from './client.js';
import type { Dispatcher } from './dispatcher.js';
import { answerLater, type LaterReplyParts } from './later-replies.js';

export interface HeapServiceParts {
  readonly keyspace: Keyspace;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Random 32-bit integers. */
  readonly random: () => number;
  readonly commands: CommandTable;
  readonly dispatcher: Dispatcher;
  readonly version: string;
  readonly process: ProcessInformation;
  /** `heap-profile-dir`. */
  readonly profileDirectory: () => string;
  readonly serverMemory: () => ServerMemory;
  readonly replies: LaterReplyParts;
}

export class HeapService implements HeapPort {
  readonly profiler: HeapProfiler;
  readonly files: ProfileFiles = systemProfileFiles;
  private dumps = 0;
  private purging: Promise<void> | null = null;

  constructor(private readonly parts: HeapServiceParts) {
    const { keyspace, clock, timers, random, commands, version, process } = parts;
    const names: string[] = [];
    for (const command of commands.withSubcommands()) names[command.index] = command.fullName;
    this.profiler = new HeapProfiler({
      keyspace,
      clock,
      timers,
      random,
      origin: originOf(parts),
      commandName: (index) => names[index] ?? '(unknown)',
      processMemory: systemProcessMemory,
      readText: (path) => this.files.readText(path),
      server: { version, runtime: `node v${process.nodeVersion}`, startedMs: clock.nowMs() },
    });
  }

  get processId(): number {
    return this.parts.process.processId;
  }

  get profileDirectory(): string {
    return this.parts.profileDirectory();
  }

  serverMemory(): ServerMemory {
    return this.parts.serverMemory();
  }

  nextDumpNumber(): number {
    return this.dumps++;
  }

  purge(): Promise<void> {
    this.purging ??= this.runPurge().finally(() => {
      this.purging = null;
    });
    return this.purging;
  }

  private async runPurge(): Promise<void> {
    const slices = this.profiler.newSlices();
    const steps = new Compaction(this.parts.keyspace).run();
    while (steps.next().done !== true) if (slices.isOver('now')) await slices.next();
  }

  answerLater(client: ClientPort, answer: Promise<LaterReply>): void {
    void answerLater(this.parts.replies, client as Client, answer);
  }

  /** Ends profiling; the server is closing. */
  close(): void {
    this.profiler.close();
  }
}

function originOf({ dispatcher, keyspace }: HeapServiceParts): AllocationOrigin {
  return {
    get commandIndex() {
      return dispatcher.commandIndex;
    },
    get clientId() {
      return dispatcher.clientId;
    },
    get nowMs() {
      return keyspace.nowMs;
    },
  };
}
