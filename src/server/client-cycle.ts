/**
 * Looks after the clients a share at a time, so that each is seen about once a second however many
 * there are: idle ones are closed, soft output limits run out, peaks are measured and forgotten.
 */
import type { Client } from './client.js';

/** What the cycle does with a client. */
export interface ClientCare {
  readonly count: number;
  values(): IterableIterator<Client>;
  checkIdle(client: Client, nowMs: number): void;
  checkOutput(client: Client): void;
}

const CYCLES_PER_SECOND = 10;
const CLIENTS_PER_CYCLE_MIN = 5;
/** Peaks are those of so many seconds. */
const PEAK_SECONDS = 8;
/** A client's reply peak is forgotten after so long. */
const REPLY_PEAK_MS = 5000;

export class ClientCycle {
  private rest: IterableIterator<Client> | null = null;
  private readonly inputPeaks = new Float64Array(PEAK_SECONDS);
  private readonly outputPeaks = new Float64Array(PEAK_SECONDS);
  private second = 0;
  private replyPeaksSinceMs = 0;
  private isForgetting = false;

  constructor(private readonly clients: ClientCare) {}

  /** The most bytes of requests that one client had waiting in the last seconds. */
  get inputPeakBytes(): number {
    return Math.max(...this.inputPeaks);
  }

  /** The same for replies. */
  get outputPeakBytes(): number {
    return Math.max(...this.outputPeaks);
  }

  /** One of ten cycles a second. */
  run(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.second) {
      this.second = second;
      this.inputPeaks[second % PEAK_SECONDS] = 0;
      this.outputPeaks[second % PEAK_SECONDS] = 0;
    }
    const share = Math.ceil(this.clients.count / CYCLES_PER_SECOND);
    let left = Math.min(this.clients.count, Math.max(CLIENTS_PER_CYCLE_MIN, share));
    while (left > 0) {
      this.rest ??= this.startRound(nowMs);
      const { value: client, done } = this.rest.next();
      if (done) this.rest = null;
      else this.visit(client, nowMs);
      left--;
    }
  }

  private startRound(nowMs: number): IterableIterator<Client> {
    this.isForgetting = nowMs - this.replyPeaksSinceMs >= REPLY_PEAK_MS;
    if (this.isForgetting) this.replyPeaksSinceMs = nowMs;
    return this.clients.values();
  }

  private visit(client: Client, nowMs: number): void {
    const slot = this.second % PEAK_SECONDS;
    this.inputPeaks[slot] = Math.max(this.inputPeaks[slot], client.queryBytes);
    this.outputPeaks[slot] = Math.max(this.outputPeaks[slot], client.outputBytes);
    if (this.isForgetting) client.replyPeakBytes = 0;
    this.clients.checkIdle(client, nowMs);
    this.clients.checkOutput(client);
  }
}
