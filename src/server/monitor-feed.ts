/** MONITOR: sends each executed request to the clients that watch, in the form Redis gives it. */
import { CommandFlag } from '../commands/command-flags.js';
import type { Command } from '../commands/define-command.js';
import type { Clock } from '../platform/clock.js';
import type { Arguments } from '../protocol/arguments.js';
import type { Client } from './client.js';
import { addressOf } from './client-description.js';
import { quoteBytes } from './quote-bytes.js';

const MICROSECONDS = 1_000_000;
const REDACTED = '"(redacted)"';

export class MonitorFeed {
  private readonly monitors = new Set<Client>();

  constructor(private readonly clock: Clock) {}

  get count(): number {
    return this.monitors.size;
  }

  add(client: Client): void {
    this.monitors.add(client);
  }

  remove(client: Client): void {
    this.monitors.delete(client);
  }

  /** Reports a request, unless its command is one that is never shown. */
  feed(client: Client, command: Command, args: Arguments): void {
    if (command.has(CommandFlag.skip_monitor | CommandFlag.admin)) return;
    const line = Buffer.from(this.line(client, args), 'latin1');
    for (const monitor of this.monitors) monitor.send(line);
  }

  private line(client: Client, args: Arguments): string {
    const nowUs = this.clock.nowUs();
    const seconds = Math.floor(nowUs / MICROSECONDS);
    const fraction = String(nowUs - seconds * MICROSECONDS).padStart(6, '0');
    const { unixPath } = client.connection;
    const from = unixPath === '' ? addressOf(client) : `unix:${unixPath}`;
    let text = `+${seconds}.${fraction} [${client.dbNumber} ${from}]`;
    for (let i = 0; i < args.count; i++) {
      const shown = args.isRedacted(i)
        ? REDACTED
        : quoteBytes(args.bytes, args.starts[i], args.ends[i]);
      text += ` ${shown}`;
    }
    return `${text}\r\n`;
  }
}
