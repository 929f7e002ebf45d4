/**
 * What is done between requests without anybody asking: expired keys are removed, and the pages of
 * large removed values released. Both work in short slices. While there is more to do, a slice is
 * followed by a pause in which clients are served, so long that expiry keeps to its share of time.
 */
import type { ExpiryCycle } from '../keyspace/expiry-cycle.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { Timers } from '../platform/timers.js';

/** The longest that a slice keeps clients waiting. */
const EXPIRY_SLICE_US = 4000;
const PAGES_PER_SLICE = 4096;
const US_PER_MS = 1000;

export interface BackgroundParts {
  readonly keyspace: Keyspace;
  readonly expiry: ExpiryCycle;
  readonly timers: Timers;
  /** Told how long each slice of expiry took. */
  readonly noteExpiryMs: (durationMs: number) => void;
}

export class BackgroundWork {
  private isExpiring = false;
  private isFreeing = false;
  private cancelExpiry: () => void = () => {};
  private cancelFreeing: () => void = () => {};

  constructor(private readonly parts: BackgroundParts) {}

  /** Begins what there is to do; called by the server's cycle. */
  start(): void {
    if (!this.isExpiring) this.expire();
    if (!this.isFreeing) this.free();
  }

  stop(): void {
    this.cancelExpiry();
    this.cancelFreeing();
  }

  private expire(): void {
    const { expiry, timers, noteExpiryMs } = this.parts;
    const before = expiry.elapsedMs;
    this.isExpiring = expiry.run(EXPIRY_SLICE_US);
    noteExpiryMs(expiry.elapsedMs - before);
    if (!this.isExpiring) return;
    const pauseMs = (EXPIRY_SLICE_US / US_PER_MS) * (1 / expiry.timeShare - 1);
    this.cancelExpiry = timers.after(pauseMs, () => this.expire());
  }

  private free(): void {
    const { keyspace, timers } = this.parts;
    this.isFreeing = keyspace.freeLater(PAGES_PER_SLICE);
    if (this.isFreeing) this.cancelFreeing = timers.after(1, () => this.free());
  }
}
