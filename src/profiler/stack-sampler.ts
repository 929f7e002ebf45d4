/**
 * SAMPLE mode: captures the stack of one allocation per so many bytes on average and sums the
 * samples by stack, with their weights, to estimates of all bytes allocated. The exact counters of
 * contexts do not depend on it; it answers where a context's bytes come from when several paths of
 * the program allocate for it.
 */
import type { HeapSample } from './heap-snapshot.js';
import { PoissonSampler, SampleEstimate } from './poisson-sampler.js';

export class StackSampler {
  private readonly sampler: PoissonSampler;
  private readonly estimates = new Map<number, SampleEstimate>();

  /** `random` gives numbers in [0, 1); `captureStack` an id of a bounded number of stacks. */
  constructor(
    meanBytes: number,
    random: () => number,
    private readonly captureStack: () => number,
  ) {
    this.sampler = new PoissonSampler(meanBytes, random);
  }

  get meanBytes(): number {
    return this.sampler.meanBytes;
  }

  /** Called for each allocation, of `bytes` asked for. */
  allocated(bytes: number): void {
    if (!this.sampler.isSample(bytes)) return;
    const stackId = this.captureStack();
    let estimate = this.estimates.get(stackId);
    if (estimate === undefined) {
      estimate = new SampleEstimate();
      this.estimates.set(stackId, estimate);
    }
    estimate.add(bytes, this.sampler.weight(bytes));
  }

  /** The estimates, most bytes first. */
  list(): HeapSample[] {
    const listed: HeapSample[] = [];
    for (const [stackId, estimate] of this.estimates) {
      const { low, high } = estimate.bytesInterval();
      listed.push({
        stackId,
        samples: estimate.samples,
        bytes: Math.round(estimate.bytes),
        objects: Math.round(estimate.objects),
        lowBytes: Math.round(low),
        highBytes: Math.round(high),
      });
    }
    return listed.sort((a, b) => b.bytes - a.bytes);
  }

  reset(): void {
    this.estimates.clear();
  }
}
