import type { Clock } from '../../src/platform/clock.js';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private us: number;

  constructor(nowMs = 0) {
    this.us = nowMs * 1000;
  }

  nowMs(): number {
    return Math.floor(this.us / 1000);
  }

  nowUs(): number {
    return this.us;
  }

  monotonicUs(): number {
    return this.us;
  }

  advanceMs(ms: number): void {
    this.us += ms * 1000;
  }

  advanceUs(us: number): void {
    this.us += us;
  }
}
