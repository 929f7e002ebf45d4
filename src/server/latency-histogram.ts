/**
 * Durations of one command, counted in buckets of about 3 % width: 32 buckets for each power of
 * two of nanoseconds, from 1 ns to about 17 s. What is longer counts in the last bucket.
 */
const SUB_BUCKET_BITS = 5;
const SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
const POWERS = 30;
const NS_MAX = 2 ** 34 - 1;

export class LatencyHistogram {
  private readonly counts = new Uint32Array(SUB_BUCKETS * (POWERS + 1));
  total = 0;

  /** Counts `times` executions of about `durationUs` each. */
  record(durationUs: number, times = 1): void {
    const ns = Math.min(NS_MAX, Math.max(0, Math.round(durationUs * 1000)));
    this.counts[bucketOf(ns)] += times;
    this.total += times;
  }

  reset(): void {
    this.counts.fill(0);
    this.total = 0;
  }

  /** The duration in µs that `percent` of the recorded ones do not exceed. */
  percentileUs(percent: number): number {
    const wanted = Math.max(1, Math.ceil((percent / 100) * this.total));
    let seen = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      seen += this.counts[bucket];
      if (seen >= wanted) return upperNs(bucket) / 1000;
    }
    return 0;
  }

  /** How many of the recorded durations are at most `limitUs`. */
  countUpTo(limitUs: number): number {
    let seen = 0;
    const limitNs = limitUs * 1000;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      if (upperNs(bucket) > limitNs) break;
      seen += this.counts[bucket];
    }
    return seen;
  }
}

function bucketOf(ns: number): number {
  if (ns < SUB_BUCKETS) return ns;
  const isLarge = ns > 0x7fffffff;
  const value = isLarge ? Math.floor(ns / 8) : ns;
  const power = 31 - Math.clz32(value) - SUB_BUCKET_BITS;
  const sub = (value >>> power) & (SUB_BUCKETS - 1);
  return (power + (isLarge ? 4 : 1)) * SUB_BUCKETS + sub;
}

/** The largest number of nanoseconds that a bucket counts. */
function upperNs(bucket: number): number {
  const power = Math.floor(bucket / SUB_BUCKETS) - 1;
  if (power < 0) return bucket;
  return (SUB_BUCKETS + (bucket % SUB_BUCKETS) + 1) * 2 ** power - 1;
}
