/**
 * CLIENT PAUSE: for a time, requests of clients (or only those that may change data) are left
 * waiting. Clients are held one by one as their requests come, and released together. Monitors are
 * not paused.
 */

import type { PauseMode } from '../commands/clients-port.js';
import { CommandFlag } from '../commands/command-flags.js';
import type { Command } from '../commands/define-command.js';
import { KeyFlag } from '../commands/key-specs.js';
import type { Clock } from '../platform/clock.js';
import type { Timers } from '../platform/timers.js';
import type { Client } from './client.js';
import { WAIT } from './dispatcher.js';

/** Timers take no longer delay; a longer pause is continued. */
const DELAY_MS_MAX = 2_147_483_647;

export class ClientPause {
  private mode: PauseMode | null = null;
  private endMs = 0;
  private readonly held = new Set<Client>();
  private cancelTimer: () => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
  ) {}

  /** What is paused just now; null for nothing. */
  get current(): PauseMode | null {
    return this.mode;
  }

  /** Clients whose requests wait for the end of the pause. */
  get heldCount(): number {
    return this.held.size;
  }

  /** The admission check. */
  check(client: Client, command: Command): string | null {
    if (this.mode === null || client.isMonitor) return null;
    if (this.mode === 'write' && !mayChangeData(command)) return null;
    client.hold();
    this.held.add(client);
    return WAIT;
  }

  /** Pauses for so long at least; of two pauses at once the wider mode and the later end hold. */
  pause(durationMs: number, mode: PauseMode): void {
    if (this.mode !== 'all') this.mode = mode;
    this.endMs = Math.max(this.endMs, this.clock.nowMs() + durationMs);
    this.startTimer();
  }

  /** Ends the pause; waiting requests are executed after those being executed now. */
  unpause(): void {
    this.clear();
    this.timers.soon(() => this.releaseHeld());
  }

  /** Stops for good; whoever is held stays held. */
  stop(): void {
    this.clear();
    this.held.clear();
  }

  /** A client that is gone needs no release. */
  forget(client: Client): void {
    this.held.delete(client);
  }

  private clear(): void {
    this.cancelTimer();
    this.mode = null;
    this.endMs = 0;
  }

  private startTimer(): void {
    this.cancelTimer();
    const delayMs = Math.max(0, Math.min(this.endMs - this.clock.nowMs(), DELAY_MS_MAX));
    this.cancelTimer = this.timers.after(delayMs, () => {
      if (this.clock.nowMs() < this.endMs) this.startTimer();
      else {
        this.clear();
        this.releaseHeld();
      }
    });
  }

  /** Not while requests are executed: each release executes what waited. */
  private releaseHeld(): void {
    const clients = [...this.held];
    this.held.clear();
    for (const client of clients) client.release();
  }
}

/** PFCOUNT, for one, is no write command and yet may change a key. */
function mayChangeData(command: Command): boolean {
  if (command.has(CommandFlag.write)) return true;
  const changes = KeyFlag.RW | KeyFlag.OW | KeyFlag.RM;
  return command.keySpecs.some((spec) => (spec.flags & changes) !== 0);
}
