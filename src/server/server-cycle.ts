/**
 * The work a server does by itself, `hz` times a second. With `dynamic-hz` it comes round more
 * often the more clients there are, so that each of them is seen often enough.
 */
import type { Timers } from '../platform/timers.js';

const HZ_MAX = 500;
const CLIENTS_PER_CYCLE_MAX = 200;
const MS_PER_SECOND = 1000;

export interface ServerCycleParts {
  readonly timers: Timers;
  readonly clientCount: () => number;
  /** `hz`: how often it is called each second. */
  readonly work: (hz: number) => void;
}

export class ServerCycle {
  /** How often a second it comes round now. */
  hz: number;
  private configuredHz: number;
  private isDynamic: boolean;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly parts: ServerCycleParts,
    configuredHz: number,
    isDynamic: boolean,
  ) {
    this.configuredHz = configuredHz;
    this.isDynamic = isDynamic;
    this.hz = configuredHz;
  }

  /** Takes over `hz` and `dynamic-hz`. */
  configure(configuredHz: number, isDynamic: boolean): void {
    this.configuredHz = configuredHz;
    this.isDynamic = isDynamic;
    this.adapt();
  }

  start(): void {
    this.hz = this.wantedHz();
    this.schedule();
    this.parts.work(this.hz);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private schedule(): void {
    this.cancel = this.parts.timers.every(MS_PER_SECOND / this.hz, () => {
      this.adapt();
      this.parts.work(this.hz);
    });
  }

  private adapt(): void {
    const wanted = this.wantedHz();
    if (wanted === this.hz) return;
    this.hz = wanted;
    if (this.cancel === null) return;
    this.cancel();
    this.schedule();
  }

  private wantedHz(): number {
    let hz = this.configuredHz;
    if (!this.isDynamic) return hz;
    const clients = this.parts.clientCount();
    while (clients / hz > CLIENTS_PER_CYCLE_MAX && hz < HZ_MAX) hz = Math.min(HZ_MAX, hz * 2);
    return hz;
  }
}
