/**
 * The latency monitor: for each kind of event that took longer than `latency-monitor-threshold`,
 * the worst duration of each second it happened in. Events are named by our own code, so there are
 * few of them, and each keeps a fixed number of samples.
 */
import type { LatencySample, LatestLatency } from '../commands/latency-port.js';

const SAMPLES_MAX = 160;

/** Events that something measures; the names are Redis's. */
export type LatencyEvent =
  | 'command'
  | 'fast-command'
  | 'expire-cycle'
  | 'expire-del'
  | 'active-defrag-cycle';

interface EventHistory {
  samples: LatencySample[];
  maxMs: number;
}

export class LatencyMonitor {
  /** `latency-monitor-threshold`; 0: nothing is noted. */
  thresholdMs = 0;
  private readonly events = new Map<string, EventHistory>();

  /** Notes that the event took `durationMs`, unless that is below the threshold. */
  add(event: LatencyEvent, durationMs: number, unixSeconds: number): void {
    const whole = Math.floor(durationMs);
    if (this.thresholdMs === 0 || whole < this.thresholdMs) return;
    let history = this.events.get(event);
    if (history === undefined) {
      history = { samples: [], maxMs: 0 };
      this.events.set(event, history);
    }
    history.maxMs = Math.max(history.maxMs, whole);
    const { samples } = history;
    const newest = samples.at(-1);
    if (newest?.unixSeconds === unixSeconds) {
      if (whole > newest.durationMs) samples[samples.length - 1] = sample(unixSeconds, whole);
      return;
    }
    if (samples.length === SAMPLES_MAX) samples.shift();
    samples.push(sample(unixSeconds, whole));
  }

  /** The newest sample of each event. */
  latest(): LatestLatency[] {
    return [...this.events].map(([event, { samples, maxMs }]) => {
      return { event, maxMs, ...(samples.at(-1) as LatencySample) };
    });
  }

  /** All samples kept, oldest first. */
  history(event: string): readonly LatencySample[] {
    return this.events.get(event)?.samples ?? [];
  }

  maxMs(event: string): number {
    return this.events.get(event)?.maxMs ?? 0;
  }

  get eventNames(): string[] {
    return [...this.events.keys()];
  }

  /** Forgets one event, or all; returns how many there were. */
  reset(event?: string): number {
    if (event !== undefined) return this.events.delete(event) ? 1 : 0;
    const count = this.events.size;
    this.events.clear();
    return count;
  }
}

function sample(unixSeconds: number, durationMs: number): LatencySample {
  return { unixSeconds, durationMs };
}
