/** What LATENCY may know and do of the latency monitor and of commands' histograms. */
import type { Command } from './define-command.js';

/** The worst duration of one event within one second. */
export interface LatencySample {
  readonly unixSeconds: number;
  readonly durationMs: number;
}

export interface LatestLatency extends LatencySample {
  readonly event: string;
  /** The worst ever measured. */
  readonly maxMs: number;
}

/** The distribution of one command's durations: pairs of a bound in µs and how many are within. */
export interface LatencyDistribution {
  readonly name: string;
  readonly calls: number;
  readonly cumulative: readonly (readonly [boundUs: number, count: number])[];
}

export interface LatencyPort {
  /** The newest sample of each event. */
  latest(): readonly LatestLatency[];
  /** All samples kept of an event, oldest first; none for an unknown one. */
  history(event: string): readonly LatencySample[];
  /** The worst duration of an event in ms, ever; 0 for an unknown one. */
  maxMs(event: string): number;
  /** Forgets one event, or all; returns how many there were. */
  reset(event?: string): number;
  /** A report for people on all that was measured. */
  report(): string;
  /** Null for a command that was never executed. */
  distribution(command: Command): LatencyDistribution | null;
}
