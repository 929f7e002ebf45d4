/**
 * Several complete requests of one read, parsed ahead of their execution. Knowing the keys that
 * come, the server can touch the memory they lead to for all of them at once: the processor then
 * waits for many cache misses together instead of for each in turn.
 */
import type { Arguments } from './arguments.js';
import { ProtocolError } from './protocol-error.js';
import type { RequestLimits } from './request-limits.js';
import { INCOMPLETE, type RequestParser } from './request-parser.js';

export const BATCH_REQUESTS_MAX = 32;
const BATCH_ARGUMENTS_MAX = 512;
const STAR = 0x2a;

export class RequestBatch {
  /** Number of requests. */
  count = 0;
  /** Where each request ends in the bytes parsed. */
  readonly ends = new Int32Array(BATCH_REQUESTS_MAX);
  private readonly firstArguments = new Int32Array(BATCH_REQUESTS_MAX + 1);
  /** Where the arguments of all requests begin and end in `bytes`, one request after the other. */
  readonly argumentStarts = new Int32Array(BATCH_ARGUMENTS_MAX);
  readonly argumentEnds = new Int32Array(BATCH_ARGUMENTS_MAX);
  bytes: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly parser: RequestParser,
    private readonly args: Arguments,
  ) {}

  /**
   * Parses requests from `start` on, as many as are complete and small; returns their number. An
   * inline or malformed request ends the batch in front of it.
   */
  fill(bytes: Uint8Array, start: number, limit: number, limits: RequestLimits): number {
    this.bytes = bytes;
    this.count = 0;
    let at = start;
    let used = 0;
    while (this.count < BATCH_REQUESTS_MAX && at < limit && bytes[at] === STAR) {
      const end = this.tryParse(bytes, at, limit, limits);
      if (end === INCOMPLETE) break;
      const { args } = this;
      if (used + args.count > BATCH_ARGUMENTS_MAX) break;
      for (let i = 0; i < args.count; i++) {
        this.argumentStarts[used] = args.starts[i];
        this.argumentEnds[used++] = args.ends[i];
      }
      this.ends[this.count++] = end;
      this.firstArguments[this.count] = used;
      at = end;
    }
    return this.count;
  }

  /** A malformed request is found again, and answered, when its turn comes. */
  private tryParse(bytes: Uint8Array, start: number, limit: number, limits: RequestLimits): number {
    try {
      return this.parser.parse(bytes, start, limit, limits);
    } catch (error) {
      if (error instanceof ProtocolError) return INCOMPLETE;
      throw error;
    }
  }

  /** The place of request i's first argument in argumentStarts; of i = count, one past the last. */
  firstArgument(i: number): number {
    return this.firstArguments[i];
  }

  /** Lays the arguments of request i into `args`. */
  select(i: number): void {
    const { args, argumentStarts, argumentEnds } = this;
    const first = this.firstArguments[i];
    const count = this.firstArguments[i + 1] - first;
    args.bytes = this.bytes;
    args.paged = null;
    args.count = count;
    for (let k = 0; k < count; k++) {
      args.starts[k] = argumentStarts[first + k];
      args.ends[k] = argumentEnds[first + k];
    }
  }
}
