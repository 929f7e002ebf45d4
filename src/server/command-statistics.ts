/** What INFO says of commands and errors: kept per server, indexed by `command.index`. */
import type { Command } from '../commands/define-command.js';
import { LatencyHistogram } from './latency-histogram.js';

/** More different error codes than this are counted together (clients choose some of them). */
const ERROR_CODES_MAX = 128;

export class CommandStatistics {
  readonly calls: Float64Array;
  readonly microseconds: Float64Array;
  readonly rejected: Float64Array;
  readonly failed: Float64Array;
  /** Null for a command that was never executed. */
  readonly histograms: (LatencyHistogram | null)[];
  readonly errors = new Map<string, number>();
  totalErrors = 0;
  totalCommands = 0;
  /** `latency-tracking`. */
  isTrackingLatency = true;

  constructor(commands: Iterable<Command>) {
    let limit = 0;
    for (const command of commands) limit = Math.max(limit, command.index + 1);
    this.calls = new Float64Array(limit);
    this.microseconds = new Float64Array(limit);
    this.rejected = new Float64Array(limit);
    this.failed = new Float64Array(limit);
    this.histograms = new Array<LatencyHistogram | null>(limit).fill(null);
  }

  /** Counts `count` executions that took `durationUs` together. */
  executed(index: number, count: number, durationUs: number): void {
    this.calls[index] += count;
    this.microseconds[index] += durationUs;
    this.totalCommands += count;
    if (!this.isTrackingLatency) return;
    let histogram = this.histograms[index];
    if (histogram === null) {
      histogram = new LatencyHistogram();
      this.histograms[index] = histogram;
    }
    histogram.record(durationUs / count, count);
  }

  /** Counts an error reply by its first word. */
  errorReplied(text: string): void {
    this.totalErrors++;
    const space = text.indexOf(' ');
    const code = space < 0 ? text : text.slice(0, space);
    const isKnown = this.errors.has(code);
    const key = isKnown || this.errors.size < ERROR_CODES_MAX ? code : 'OTHER';
    this.errors.set(key, (this.errors.get(key) ?? 0) + 1);
  }

  reset(): void {
    this.calls.fill(0);
    this.microseconds.fill(0);
    this.rejected.fill(0);
    this.failed.fill(0);
    this.histograms.fill(null);
    this.errors.clear();
    this.totalErrors = 0;
    this.totalCommands = 0;
  }
}
