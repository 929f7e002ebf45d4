/** Passes requests that took long on to the slow log and to the latency monitor. */
import { CommandFlag } from '../commands/command-flags.js';
import type { Command } from '../commands/define-command.js';
import type { Clock } from '../platform/clock.js';
import type { Arguments } from '../protocol/arguments.js';
import type { Client } from './client.js';
import { addressOf } from './client-description.js';
import type { CommandObserver } from './dispatcher.js';
import type { LatencyMonitor } from './latency-monitor.js';
import type { Slowlog } from './slowlog.js';

const US_PER_MS = 1000;
const US_PER_SECOND = 1_000_000;

export class SlowRequestObserver implements CommandObserver {
  thresholdUs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly slowlog: Slowlog,
    private readonly latency: LatencyMonitor,
  ) {
    this.refresh();
  }

  /** Takes over what the slow log and the monitor want to hear of. */
  refresh(): void {
    const { slowlog, latency } = this;
    const slowUs = slowlog.isOn ? slowlog.thresholdUs : Number.POSITIVE_INFINITY;
    const latencyUs =
      latency.thresholdMs > 0 ? latency.thresholdMs * US_PER_MS : Number.POSITIVE_INFINITY;
    this.thresholdUs = Math.min(slowUs, latencyUs);
  }

  executed(
    client: Client,
    command: Command,
    args: Arguments | null,
    durationUs: number,
    count: number,
  ): void {
    const unixSeconds = Math.floor(this.clock.nowUs() / US_PER_SECOND);
    const event = command.has(CommandFlag.fast) ? 'fast-command' : 'command';
    this.latency.add(event, durationUs / US_PER_MS, unixSeconds);
    if (command.has(CommandFlag.skip_slowlog)) return;
    const who = { address: addressOf(client), name: client.name };
    const commandName = command.fullName;
    this.slowlog.add({ commandName, args, count, durationUs, unixSeconds, client: who });
  }
}
