/** What LATENCY shows: the monitor's events, and the histograms of commands. */
import type { Command } from '../commands/define-command.js';
import type {
  LatencyDistribution,
  LatencyPort,
  LatencySample,
  LatestLatency,
} from '../commands/latency-port.js';
import type { Clock } from '../platform/clock.js';
import type { CommandStatistics } from './command-statistics.js';
import type { LatencyHistogram } from './latency-histogram.js';
import type { LatencyMonitor } from './latency-monitor.js';
import { latencyReport } from './latency-report.js';
import type { Slowlog } from './slowlog.js';

export interface LatencyAccessParts {
  readonly clock: Clock;
  readonly monitor: LatencyMonitor;
  readonly slowlog: Slowlog;
  readonly statistics: CommandStatistics;
}

const MS_PER_SECOND = 1000;
/** Bounds are those of Redis: powers of two of 1,024 ns, each widened by its bucket of 1/128. */
const FIRST_BOUND_NS = 1024;
const BOUNDS_MAX = 24;

export class LatencyAccess implements LatencyPort {
  constructor(private readonly parts: LatencyAccessParts) {}

  latest(): readonly LatestLatency[] {
    return this.parts.monitor.latest();
  }

  history(event: string): readonly LatencySample[] {
    return this.parts.monitor.history(event);
  }

  maxMs(event: string): number {
    return this.parts.monitor.maxMs(event);
  }

  reset(event?: string): number {
    return this.parts.monitor.reset(event);
  }

  report(): string {
    const { monitor, slowlog, clock } = this.parts;
    const slowlogThresholdUs = slowlog.isOn ? slowlog.thresholdUs : -1;
    const nowSeconds = Math.floor(clock.nowMs() / MS_PER_SECOND);
    return latencyReport(monitor, { slowlogThresholdUs }, nowSeconds);
  }

  distribution(command: Command): LatencyDistribution | null {
    const histogram = this.parts.statistics.histograms[command.index] ?? null;
    if (histogram === null || histogram.total === 0) return null;
    const cumulative = cumulativeCounts(histogram);
    return { name: command.fullName, calls: histogram.total, cumulative };
  }
}

/** Only bounds that take in more than the one before, up to the one that takes in all. */
function cumulativeCounts(histogram: LatencyHistogram): (readonly [number, number])[] {
  const counts: (readonly [number, number])[] = [];
  let seen = 0;
  let boundNs = FIRST_BOUND_NS;
  for (let i = 0; i < BOUNDS_MAX && seen < histogram.total; i++, boundNs *= 2) {
    const upperUs = (boundNs + boundNs / 128 - 1) / 1000;
    const isLast = i === BOUNDS_MAX - 1;
    const count = isLast ? histogram.total : histogram.countUpTo(upperUs);
    if (count > seen) counts.push([Math.floor(upperUs), count]);
    seen = count;
  }
  return counts;
}
