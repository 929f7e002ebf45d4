/** A rate per second, from a counter read ten times a second: INFO's instantaneous fields. */
const SAMPLES = 16;
const MS_PER_SECOND = 1000;

export class RateMeter {
  private readonly rates = new Float64Array(SAMPLES);
  private next = 0;
  private lastCount = 0;
  private lastMs = 0;

  /** `nowMs` and the counter's value when measuring begins. */
  constructor(nowMs: number, count: number) {
    this.lastMs = nowMs;
    this.lastCount = count;
  }

  /** Reads the counter. A counter that went back has been reset and starts at 0. */
  sample(nowMs: number, count: number): void {
    const elapsedMs = nowMs - this.lastMs;
    if (elapsedMs <= 0) return;
    const growth = count >= this.lastCount ? count - this.lastCount : count;
    this.rates[this.next] = (growth * MS_PER_SECOND) / elapsedMs;
    this.next = (this.next + 1) % SAMPLES;
    this.lastCount = count;
    this.lastMs = nowMs;
  }

  /** The mean of the newest samples. */
  get perSecond(): number {
    let sum = 0;
    for (const rate of this.rates) sum += rate;
    return sum / SAMPLES;
  }

  reset(): void {
    this.rates.fill(0);
  }
}
