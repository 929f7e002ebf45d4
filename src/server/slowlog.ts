/**
 * The slow log: the requests that took longest to execute, newest kept, in memory. Arguments are
 * shortened when they are noted, so that an entry is small whatever the request was, and secrets
 * are never noted.
 */
import type { SlowlogEntry, SlowlogPort } from '../commands/slowlog-port.js';
import type { Arguments } from '../protocol/arguments.js';

const ARGUMENTS_MAX = 32;
const ARGUMENT_BYTES_MAX = 128;
const REDACTED = Buffer.from('(redacted)');

/** A request that was executed, and whose it was. */
export interface SlowRequest {
  readonly commandName: string;
  /** Null where requests in a row were timed together and only the last is still there. */
  readonly args: Arguments | null;
  /** How many requests were timed together. */
  readonly count: number;
  readonly durationUs: number;
  readonly unixSeconds: number;
  readonly client: { readonly address: string; readonly name: string };
}

export class Slowlog implements SlowlogPort {
  /** `slowlog-log-slower-than`; negative: nothing is noted. */
  thresholdUs = 10_000;
  /** `slowlog-max-len`. */
  private lengthMax = 128;
  /** Oldest first. */
  private entries: SlowlogEntry[] = [];
  private nextId = 0;

  get length(): number {
    return this.entries.length;
  }

  /** Whether requests are noted at all. */
  get isOn(): boolean {
    return this.thresholdUs >= 0 && this.lengthMax > 0;
  }

  setLengthMax(lengthMax: number): void {
    this.lengthMax = lengthMax;
    if (this.entries.length > lengthMax) this.trim();
  }

  /** Notes a request if it took long. */
  add(request: SlowRequest): void {
    const { durationUs, unixSeconds, client } = request;
    if (!this.isOn || durationUs < this.thresholdUs) return;
    this.entries.push({
      id: this.nextId++,
      unixSeconds,
      durationUs: Math.floor(durationUs),
      args: shortened(request),
      clientAddress: client.address,
      clientName: client.name,
    });
    if (this.entries.length > this.lengthMax) this.trim();
  }

  newest(count: number): readonly SlowlogEntry[] {
    const first = Math.max(0, this.entries.length - count);
    return this.entries.slice(first).reverse();
  }

  clear(): void {
    this.entries = [];
  }

  private trim(): void {
    this.entries.splice(0, this.entries.length - this.lengthMax);
  }
}

function shortened({ args, commandName, count }: SlowRequest): Uint8Array[] {
  if (args === null) {
    const note = count === 1 ? '(arguments not kept)' : `(${count} requests timed together)`;
    return [Buffer.from(commandName), Buffer.from(note)];
  }
  const isCut = args.count > ARGUMENTS_MAX;
  const shown = isCut ? ARGUMENTS_MAX - 1 : args.count;
  const kept = Array.from({ length: shown }, (_, i) =>
    args.isRedacted(i) ? REDACTED : shortArgument(args, i),
  );
  if (isCut) kept.push(Buffer.from(`... (${args.count - shown} more arguments)`));
  return kept;
}

function shortArgument(args: Arguments, i: number): Uint8Array {
  const length = args.length(i);
  const paged = args.paged?.[i];
  if (paged === undefined && length <= ARGUMENT_BYTES_MAX) return args.copy(i);
  const start = args.starts[i];
  const head = paged?.preview ?? args.bytes.subarray(start, start + ARGUMENT_BYTES_MAX);
  const rest = length - head.length;
  return Buffer.concat([head, Buffer.from(`... (${rest} more bytes)`)]);
}
