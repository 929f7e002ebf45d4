/**
 * Long walks in slices: a walk asks now and then whether its slice is over, and if so lets clients
 * be served before it goes on. The clock is read once per so many steps, because it costs more
 * than a step.
 */
import type { Clock } from '../platform/clock.js';
import type { Pause } from './sliced-work.js';

/** A slice ends after this; steps between two looks at the clock come on top. */
export const SLICE_US = 2000;
const STEPS_PER_LOOK = 32;

export class TimeSlices {
  private startedUs: number;
  private steps = 0;

  constructor(
    private readonly clock: Clock,
    readonly pause: Pause,
  ) {
    this.startedUs = clock.monotonicUs();
  }

  /** Whether the slice is over after one more step; with 'now' the clock is read in any case. */
  isOver(look: 'seldom' | 'now' = 'seldom'): boolean {
    if (++this.steps < STEPS_PER_LOOK && look === 'seldom') return false;
    this.steps = 0;
    return this.clock.monotonicUs() - this.startedUs >= SLICE_US;
  }

  /** Lets others in and begins the next slice. */
  async next(): Promise<void> {
    await this.pause();
    this.startedUs = this.clock.monotonicUs();
  }
}
