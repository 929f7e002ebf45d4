/**
 * Chooses allocations to look at closely, one per so many bytes on average, without bias. Every
 * allocated byte is a sample with the same small probability, independent of all others (a Poisson
 * process), so the gaps between samples are exponential and no regular pattern of allocations can
 * fall into step with the sampler. An allocation of s bytes is chosen with probability
 * 1 − e^(−s / mean), and counts as the inverse of that many: sums of weighted samples have the
 * true sum as their expectation. Source: Horvitz and Thompson, 1952, for estimate and variance.
 */
import { assert } from '../base/assert.js';

export class PoissonSampler {
  readonly meanBytes: number;
  private readonly random: () => number;
  private bytesToNext: number;

  /** `random` gives numbers in [0, 1). */
  constructor(meanBytes: number, random: () => number) {
    assert(meanBytes >= 1 && Number.isFinite(meanBytes), `mean gap of ${meanBytes} bytes`);
    this.meanBytes = meanBytes;
    this.random = random;
    this.bytesToNext = this.gap();
  }

  /** Whether this allocation is a sample. Call it once for each allocation. */
  isSample(bytes: number): boolean {
    this.bytesToNext -= bytes;
    if (this.bytesToNext > 0) return false;
    // The process has no memory: beyond the sampled allocation it starts anew.
    this.bytesToNext = this.gap();
    return true;
  }

  /** How many allocations of this size a sample of it stands for, at least 1. */
  weight(bytes: number): number {
    return bytes === 0 ? 0 : -1 / Math.expm1(-bytes / this.meanBytes);
  }

  /** 1 − random is never 0, so the gap is finite. */
  private gap(): number {
    return -Math.log(1 - this.random()) * this.meanBytes;
  }
}

/** Sums samples up to estimates of the whole, with the interval they leave open. */
export class SampleEstimate {
  private bytesSum = 0;
  private objectsSum = 0;
  private variance = 0;
  private sampleCount = 0;

  /** Adds a sample of `bytes` with the weight its sampler gives it. */
  add(bytes: number, weight: number): void {
    this.bytesSum += bytes * weight;
    this.objectsSum += weight;
    this.variance += bytes * bytes * weight * (weight - 1);
    this.sampleCount++;
  }

  get bytes(): number {
    return this.bytesSum;
  }

  get objects(): number {
    return this.objectsSum;
  }

  get samples(): number {
    return this.sampleCount;
  }

  /**
   * The interval that holds the true bytes with 95 % probability. It is the score interval, not
   * estimate ± 1.96 σ, which is too often too low when there are few samples.
   */
  bytesInterval(): { low: number; high: number } {
    if (this.variance === 0) return { low: this.bytesSum, high: this.bytesSum };
    const z = 1.96;
    // The number of equal samples that would be as uncertain as these are.
    const effective = (this.bytesSum * this.bytesSum) / this.variance;
    const centre = 1 + (z * z) / (2 * effective);
    const reach = z * Math.sqrt(1 / effective + (z * z) / (4 * effective * effective));
    return { low: this.bytesSum * (centre - reach), high: this.bytesSum * (centre + reach) };
  }
}
