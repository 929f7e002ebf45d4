/**
 * Measures what stops the server from answering: delays of the event loop and garbage collections.
 * A timer of 1 ms resolution runs while it is on; it keeps no process alive.
 */
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NS_PER_MS = 1_000_000;
const MS_PER_SECOND = 1000;

export interface PauseFigures {
  /** Since measuring began. */
  readonly seconds: number;
  /** How much later than due the event loop came round. */
  readonly delayP50Ms: number;
  readonly delayP99Ms: number;
  readonly delayP999Ms: number;
  readonly delayMaxMs: number;
  readonly collections: number;
  readonly collectionTotalMs: number;
  readonly collectionMaxMs: number;
}

export class PauseMeter {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly observer: PerformanceObserver;
  private startedMs = 0;
  private collections = 0;
  private totalMs = 0;
  private maxMs = 0;

  constructor() {
    this.observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.collected(duration);
    });
  }

  start(): void {
    this.startedMs = performance.now();
    this.delays.enable();
    this.observer.observe({ entryTypes: ['gc'] });
  }

  stop(): void {
    this.delays.disable();
    this.observer.disconnect();
  }

  /** Forgets what was measured and goes on. */
  reset(): void {
    this.delays.reset();
    this.startedMs = performance.now();
    this.collections = 0;
    this.totalMs = 0;
    this.maxMs = 0;
  }

  figures(): PauseFigures {
    for (const { duration } of this.observer.takeRecords()) this.collected(duration);
    return {
      seconds: (performance.now() - this.startedMs) / MS_PER_SECOND,
      delayP50Ms: this.delayMs(50),
      delayP99Ms: this.delayMs(99),
      delayP999Ms: this.delayMs(99.9),
      delayMaxMs: this.delays.count === 0 ? 0 : lateMs(this.delays.max),
      collections: this.collections,
      collectionTotalMs: this.totalMs,
      collectionMaxMs: this.maxMs,
    };
  }

  private delayMs(percent: number): number {
    return this.delays.count === 0 ? 0 : lateMs(this.delays.percentile(percent));
  }

  private collected(durationMs: number): void {
    this.collections++;
    this.totalMs += durationMs;
    this.maxMs = Math.max(this.maxMs, durationMs);
  }
}

/** The histogram holds the time between two ticks, of which the resolution was intended. */
function lateMs(ns: number): number {
  return Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
}
