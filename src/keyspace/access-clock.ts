/**
 * The 24 bits that every item carries about its use, as Redis keeps them: under an LRU policy the
 * time of the last access in seconds; under an LFU policy the minute of the last decrement (16
 * bits) and a logarithmic counter (8 bits), which needs about 10 accesses for each of the first
 * steps and ever more for the next (Morris counter with `lfu-log-factor`).
 */
const CLOCK_MAX = 0xffffff;
const MINUTE_MAX = 0xffff;
const COUNTER_MAX = 255;
const COUNTER_INITIAL = 5;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

export class AccessClock {
  isLfu = false;
  lfuLogFactor = 10;
  /** Minutes after which an idle counter loses one; 0 never. */
  lfuDecayMinutes = 1;
  private seconds = 0;
  private minutes = 0;

  /** `random` yields numbers in [0, 1). */
  constructor(private readonly random: () => number) {}

  /** Takes the time over; called by the server's cycle, not by each command. */
  update(nowMs: number): void {
    this.seconds = Math.floor(nowMs / SECOND_MS) & CLOCK_MAX;
    this.minutes = Math.floor(nowMs / MINUTE_MS) & MINUTE_MAX;
  }

  /** The value for a new item. */
  initial(): number {
    return this.isLfu ? (this.minutes << 8) | COUNTER_INITIAL : this.seconds;
  }

  /** The value after one more access. */
  accessed(clock: number): number {
    if (!this.isLfu) return this.seconds;
    return (this.minutes << 8) | this.incremented(this.frequency(clock));
  }

  /** The LFU counter, decayed by the time since its last decrement. */
  frequency(clock: number): number {
    const counter = clock & COUNTER_MAX;
    if (this.lfuDecayMinutes === 0) return counter;
    const elapsed = (this.minutes - (clock >>> 8)) & MINUTE_MAX;
    return Math.max(0, counter - Math.floor(elapsed / this.lfuDecayMinutes));
  }

  /** Seconds since the last access, for LRU policies; the clock may have turned over since. */
  idleSeconds(clock: number): number {
    return this.seconds >= clock ? this.seconds - clock : this.seconds + (CLOCK_MAX - clock);
  }

  /** The value whose idle time is `seconds` (of any size), for RESTORE's IDLETIME. */
  clockForIdle(seconds: number): number {
    const past = this.seconds - seconds;
    const turns = CLOCK_MAX + 1;
    const clock = past < 0 ? (past + CLOCK_MAX) % turns : past;
    return clock < 0 ? clock + turns : clock;
  }

  /** The value whose counter is `frequency`, for RESTORE's FREQ. */
  clockForFrequency(frequency: number): number {
    return (this.minutes << 8) | frequency;
  }

  private incremented(counter: number): number {
    if (counter === COUNTER_MAX) return counter;
    const base = Math.max(0, counter - COUNTER_INITIAL);
    return this.random() < 1 / (base * this.lfuLogFactor + 1) ? counter + 1 : counter;
  }
}
