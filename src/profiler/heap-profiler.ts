/**
 * The heap profiler of a server: switched on and off at run time, asked for reports. While it is
 * off, the allocators' hooks are null and nothing else remains; the last counts stay readable.
 * While it is on, the ledger counts every allocation (allocation-ledger.ts), and a walk in slices
 * attributes what was there before.
 *
 * Reads memory and keyspace and changes neither. Several profilers may live in one process.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Attribution, NO_ATTRIBUTION } from '../keyspace/attribution.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import { SITE_NAMES } from '../keyspace/sites.js';
import type { Clock } from '../platform/clock.js';
import type { ProcessMemory } from '../platform/process-memory.js';
import type { Timers } from '../platform/timers.js';
import { type HeapAccounts, takeAccounts } from './accounting.js';
import { verifyAccounting } from './accounting-walk.js';
import {
  AllocationLedger,
  type AllocationOrigin,
  COMMAND_BEFORE_ENABLE,
  COMMAND_FIRST,
} from './allocation-ledger.js';
import type { CompactSnapshot } from './compact-snapshot.js';
import type { ContextCounters } from './context-counters.js';
import type { ContextNames } from './context-rows.js';
import { encodingName, typeName } from './encoding-names.js';
import { ExistingWalk } from './existing-walk.js';
import type { HeapSample } from './heap-snapshot.js';
import { LiveProfile } from './live-profile.js';
import { frameName } from './profile-frames.js';
import { PROFILER_OPTIONS_DEFAULT, type ProfilerOptions } from './profiler-options.js';
import { ShadowContexts } from './shadow-contexts.js';
import type { Pause } from './sliced-work.js';
import { SnapshotStore } from './snapshot-store.js';
import { SourcePositions, type TextReader } from './source-positions.js';
import { captureStack } from './stack-capture.js';
import { StackSampler } from './stack-sampler.js';
import { StackTable } from './stack-table.js';
import { TimeSlices } from './time-slices.js';

export interface HeapProfilerParts {
  readonly keyspace: Keyspace;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Random 32-bit integers. */
  readonly random: () => number;
  readonly origin: AllocationOrigin;
  /** The name of the command with that index. */
  readonly commandName: (index: number) => string;
  readonly processMemory: () => ProcessMemory;
  readonly readText: TextReader;
  readonly server: {
    readonly version: string;
    readonly runtime: string;
    readonly startedMs: number;
  };
}

/** The high-water mark, and who had memory in use then or a little later. */
export interface ReachedPeak {
  readonly bytes: number;
  readonly objects: number;
  readonly timeMs: number;
  readonly profile: CompactSnapshot;
}

/** What is known of the profile while the profiler is off: the accounts of its last moment. */
interface Frozen {
  readonly accounts: HeapAccounts;
  readonly timeMs: number;
}

const TWO_32 = 2 ** 32;
/** The folder that holds src or dist: two above this file's own. */
const PACKAGE_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export class HeapProfiler {
  readonly snapshots = new SnapshotStore();
  options: ProfilerOptions = { ...PROFILER_OPTIONS_DEFAULT };
  /** When counting began; null before the first ENABLE and after a RESET while disabled. */
  sinceMs: number | null = null;
  stacks = new StackTable();
  readonly positions: SourcePositions;
  readonly pause: Pause;
  private readonly shadow: ShadowContexts;
  private ledger: AllocationLedger | null = null;
  private walk: ExistingWalk | null = null;
  private walking: Promise<void> = Promise.resolve();
  private frozen: Frozen | null = null;
  private readonly names: ContextNames;

  constructor(readonly parts: HeapProfilerParts) {
    this.shadow = new ShadowContexts(parts.keyspace.memory);
    this.positions = new SourcePositions(PACKAGE_ROOT, parts.readText);
    this.pause = () => new Promise((resolve) => parts.timers.soon(resolve));
    this.names = {
      site: (id) => SITE_NAMES[id] ?? '(unknown)',
      command: (id) => this.commandName(id),
      user: () => 'default',
      type: typeName,
      encoding: encodingName,
      client: (id) => `id=${id}`,
    };
  }

  get isEnabled(): boolean {
    return this.frozen === null && this.ledger !== null;
  }

  /** Whether there are counts to report: since the first ENABLE until a RESET while disabled. */
  get hasProfile(): boolean {
    return this.ledger !== null;
  }

  /** Starts to count; where it counts already, the options given replace the former ones. */
  enable(options: Partial<ProfilerOptions> = {}): void {
    const wasEnabled = this.isEnabled;
    if (!wasEnabled) this.options = { ...PROFILER_OPTIONS_DEFAULT };
    const formerSampleBytes = this.options.sampleBytes;
    Object.assign(this.options, options);
    const ledger = this.ledger ?? this.newLedger();
    this.ledger = ledger;
    const { keyspace } = this.parts;
    if (!wasEnabled) {
      ledger.forgetCounts();
      ledger.sampler = null;
      this.frozen = null;
      this.sinceMs = this.parts.clock.nowMs();
    }
    if (!wasEnabled || formerSampleBytes !== this.options.sampleBytes) this.renewSampler(ledger);
    this.applyOptions(ledger);
    if (wasEnabled) return;
    keyspace.memory.hooks = ledger;
    keyspace.attribution = ledger satisfies Attribution;
    this.walk = new ExistingWalk(keyspace, ledger);
    this.walking = this.walk.run(this.newSlices());
  }

  private newLedger(): AllocationLedger {
    const { keyspace, origin } = this.parts;
    return new AllocationLedger(keyspace.memory, this.shadow, origin, () =>
      this.options.stacks === 'none' ? 0 : this.captureStackId(),
    );
  }

  private readonly captureStackId = (): number =>
    this.stacks.idFor(captureStack(this.options.depth));

  private applyOptions(ledger: AllocationLedger): void {
    const { options } = this;
    ledger.setDelimiters(options.delimiters);
    ledger.prefixDepth = options.prefixDepth;
    ledger.prefixBytesMax = options.prefixBytesMax;
    ledger.isTellingClientsApart = options.clients === 'apart';
    ledger.captureExact = options.stacks === 'exact' ? this.captureStackId : null;
  }

  private renewSampler(ledger: AllocationLedger): void {
    const { sampleBytes } = this.options;
    const random = (): number => (this.parts.random() >>> 0) / TWO_32;
    ledger.sampler =
      sampleBytes === 0 ? null : new StackSampler(sampleBytes, random, this.captureStackId);
  }

  /** Stops counting; what was counted stays readable. */
  disable(): void {
    if (!this.isEnabled) return;
    this.frozen = { accounts: this.accounts(), timeMs: this.parts.clock.nowMs() };
    this.detach();
  }

  private detach(): void {
    const { keyspace } = this.parts;
    keyspace.memory.hooks = null;
    keyspace.attribution = NO_ATTRIBUTION;
    this.walk?.cancel();
    this.shadow.clear();
  }

  /** Starts history anew while counting; otherwise forgets the last profile and all snapshots. */
  reset(): void {
    if (this.isEnabled) {
      this.ledger?.resetHistory();
      return;
    }
    this.ledger = null;
    this.frozen = null;
    this.walk = null;
    this.sinceMs = null;
    this.stacks = new StackTable();
    this.snapshots.clear();
  }

  /** Ends everything; the server is closing. */
  close(): void {
    if (this.isEnabled) this.detach();
    this.frozen = null;
    this.ledger = null;
  }

  /** Whether memory from before ENABLE is still being attributed. */
  get isWalking(): boolean {
    return this.isEnabled && this.walk !== null && !this.walk.isDone;
  }

  /** Resolves when the walk of the last ENABLE is done, or was cut short by DISABLE. */
  whenWalked(): Promise<void> {
    return this.walking;
  }

  /** Items that the walk at ENABLE has visited. */
  get walkedItems(): number {
    return this.walk?.visited ?? 0;
  }

  get contextCount(): number {
    return this.ledger === null ? 0 : this.ledger.table.count - 2;
  }

  /** How often a new context had no room and was counted under `(other)`. */
  get contextsDropped(): number {
    return this.ledger?.table.overflowCount ?? 0;
  }

  /** Everything that profiling takes, in pages and out of them. */
  get memoryBytes(): number {
    const { memory } = this.parts.keyspace;
    let bytes = memory.pagesOf(this.shadow.slab.owner) * memory.layout.pageSizeBytes;
    bytes += this.shadow.tableBytes + this.snapshots.memoryBytes + this.stacks.memoryBytes;
    if (this.ledger !== null) bytes += this.ledger.table.memoryBytes + this.ledger.peak.memoryBytes;
    return bytes;
  }

  /** The accounts: of now, or those that belong to the profile if it has been disabled. */
  accounts(of: 'now' | 'profile' = 'profile'): HeapAccounts {
    if (of === 'profile' && this.frozen !== null) return this.frozen.accounts;
    return takeAccounts(this.parts.keyspace, this.shadow.slab);
  }

  /** When the profile was true: now, or when the profiler was disabled. */
  get timeMs(): number {
    return this.frozen?.timeMs ?? this.parts.clock.nowMs();
  }

  /** The profile of this moment; with 'copied' it stays as it is while others allocate. */
  profile(kind: 'live' | 'copied' = 'live'): LiveProfile {
    const { ledger } = this;
    if (ledger === null) throw new TypeError('there is no profile');
    const { table } = ledger;
    let counters: ContextCounters = table.counters;
    if (kind === 'copied') counters = counters.copy(table.count);
    return new LiveProfile({
      table,
      counters,
      accounts: this.accounts(),
      names: this.names,
      numberOf: (identity) => this.numberOf(identity),
      stackName: (id) => this.stackName(id),
    });
  }

  /** The high-water mark since ENABLE or RESET; null if nothing was allocated. */
  peak(): ReachedPeak | null {
    if (this.ledger === null) return null;
    const { peak, table } = this.ledger;
    const profile = peak.snapshot(table);
    if (profile === null) return null;
    return { bytes: peak.bytes, objects: peak.objects, timeMs: peak.timeMs, profile };
  }

  /** Estimates of SAMPLE mode. */
  samples(): HeapSample[] {
    return this.ledger?.sampler?.list() ?? [];
  }

  /** Throws an AccountingError unless all accounts add up and equal a walk over all pages. */
  verify(): void {
    const ledger = this.isEnabled ? this.ledger : null;
    verifyAccounting(this.parts.keyspace, this.shadow.slab, ledger);
  }

  newSlices(): TimeSlices {
    return new TimeSlices(this.parts.clock, this.pause);
  }

  private numberOf(identity: number): number {
    const { databases } = this.parts.keyspace;
    return databases.find((db) => db.identity === identity)?.number ?? identity;
  }

  private stackName(id: number): string {
    const frames = this.stacks.framesOf(id, this.positions) ?? [];
    return frames.map(frameName).join(' < ');
  }

  private commandName(id: number): string {
    if (id >= COMMAND_FIRST) return this.parts.commandName(id - COMMAND_FIRST);
    return id === COMMAND_BEFORE_ENABLE ? '(before enable)' : '(server)';
  }
}
